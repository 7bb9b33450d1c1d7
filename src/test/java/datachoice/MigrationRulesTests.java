package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Migrations run while people choose, and beside the release before: none locks a large table for long, and none takes away
 * what that release still uses (docs/adr/0017). Files from before this rule stay as they are; nothing had been released.
 */
class MigrationRulesTests {
    private static final Path FOLDER = Path.of("src/main/resources/db/migration");

    /** No file is added here: a new one keeps the rule. */
    private static final Set<String> BEFORE_THE_RULE = Set.of(
            "__root/V1__jobs.sql",
            "audit/V1__entries.sql",
            "audit/V2__read_by_time.sql",
            "audit/V3__who_was_taken_over.sql",
            "choice/V1__ledger.sql",
            "choice/V2__practice_list.sql",
            "choice/V3__keyed_corrected_doubted.sql",
            "choice/V4__open_doubts.sql",
            "choice/V5__said_before_anything_was_shown.sql",
            "choice/V6__who_has_chosen.sql",
            "identity/V1__accounts.sql",
            "identity/V2__keep_people_and_workers_apart.sql",
            "identity/V3__manage_accounts.sql",
            "identity/V4__invite_from_several_practices.sql",
            "identity/V5__replace_letters.sql",
            "letter/V1__messages.sql",
            "letter/V2__take_back.sql",
            "letter/V3__write_about_accounts.sql",
            "letter/V4__corrected_and_doubted.sql",
            "letter/V5__tell_about_registers.sql",
            "letter/V6__letters_in_rounds.sql",
            "person/V1__register.sql",
            "person/V2__find_by_birth.sql",
            "person/V3__uploads_in_steps.sql",
            "person/V4__number_people_late.sql",
            "person/V5__stage_what_changes.sql",
            "person/V6__who_can_get_post.sql",
            "practice/V1__practices.sql",
            "practice/V2__close_and_rename.sql",
            "practice/V3__list_practices.sql",
            "publication/V1__items.sql");

    /** Numbers that nothing has and nothing gets: later ones were given before this was asked. */
    private static final Map<String, Set<Integer>> LEFT_OUT =
            Map.of("letter", Set.of(15, 16, 17, 18, 19), "person", Set.of(11, 12, 13, 14));

    private static final Pattern NAME = Pattern.compile("V([0-9]+)__[a-z0-9_]+\\.sql");
    private static final Pattern ALTER = Pattern.compile("alter table (?:if exists )?(?:only )?([a-z0-9_.]+) (.*)");
    private static final Pattern INDEX = Pattern.compile("create (?:unique )?index (.*)");
    private static final Pattern INDEX_BESIDE_WORK =
            Pattern.compile("create (?:unique )?index concurrently ([a-z0-9_]+) on ([a-z0-9_]+)\\..*");
    private static final Pattern MADE = Pattern.compile("create table (?:if not exists )?([a-z0-9_.]+)");
    private static final Pattern LIMIT = Pattern.compile("add (?:constraint [a-z0-9_]+ )?(?:check|foreign key)\\b.*");
    private static final Pattern LIMIT_BY_INDEX =
            Pattern.compile("add (?:constraint [a-z0-9_]+ )?(?:unique|primary key|exclude)\\b.*");
    private static final Pattern COLUMN = Pattern.compile(
            "add (?:column )?(?:if not exists )?(?!constraint\\b|check\\b|foreign\\b|unique\\b|primary\\b|exclude\\b)[a-z0-9_]+ .*");
    private static final Pattern TAKEN_AWAY = Pattern.compile(
            "drop (?:column )?(?!constraint\\b|not null|default|expression|identity)[a-z0-9_]+.*|rename (?!constraint\\b).*");
    private static final Pattern NOT_NULL_SINCE = Pattern.compile("(?m)^-- not null since ([a-z0-9_]+)\\b");
    private static final Pattern SMALL = Pattern.compile("(?m)^-- small: .{10,}");
    private static final Pattern CONTRACT = Pattern.compile("(?m)^-- contract: .{10,}");

    @Test
    void newMigrationsLockNothingForLongAndTakeNothingAway() throws IOException {
        var wrong = new TreeMap<String, List<String>>();
        var names = new HashSet<String>();
        for (var file : files()) {
            var name = FOLDER.relativize(file).toString().replace('\\', '/');
            names.add(name);
            if (!BEFORE_THE_RULE.contains(name)) {
                wrong.put(name, wrong(name, Files.readString(file), validatedBefore(file)));
            }
        }
        wrong.values().removeIf(List::isEmpty);
        assertThat(wrong).isEqualTo(Map.of());
        assertThat(names).as("never removed or renamed").containsAll(BEFORE_THE_RULE);
    }

    /**
     * A database that has a later one refuses an earlier one, and with it the release. Without new gaps nobody can add one
     * behind what was released by mistake.
     */
    @Test
    void numbersFollowOneAnother() throws IOException {
        var numbers = new TreeMap<String, TreeSet<Integer>>();
        for (var file : files()) {
            var name = NAME.matcher(file.getFileName().toString());
            assertThat(name.matches()).as(file.toString()).isTrue();
            var module = file.getParent().getFileName().toString();
            assertThat(numbers.computeIfAbsent(module, m -> new TreeSet<>()).add(Integer.valueOf(name.group(1))))
                    .as("%s: a number of its own", file)
                    .isTrue();
        }
        numbers.forEach((module, given) -> {
            var expected = IntStream.rangeClosed(1, given.last())
                    .boxed()
                    .filter(n -> !LEFT_OUT.getOrDefault(module, Set.of()).contains(n))
                    .toList();
            assertThat(List.copyOf(given)).as(module).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index a on letter.message (person)",
                "create unique index a on letter.message (person)",
                "create table letter.a (id uuid); create index a on letter.message (person)",
                "create index concurrently a on letter.message (person)",
                "drop index concurrently if exists letter.b; create index concurrently a on letter.message (person)",
                "create table letter.a (id uuid); drop index concurrently if exists letter.a",
                "alter table letter.message add constraint a check (attempts > 0)",
                "alter table letter.message drop constraint a, add constraint a check (kind in ('A', 'B'))",
                "alter table letter.message add foreign key (person) references letter.person (id)",
                "alter table letter.message add constraint a foreign key (person) references letter.person (id)",
                "alter table letter.message add constraint a unique (person, kind)",
                "alter table letter.message add constraint a exclude using gist (b with &&)",
                "alter table letter.message add constraint a check (attempts > 0) not valid;"
                        + "alter table letter.message validate constraint a",
                "alter table letter.message add column a uuid references letter.person",
                "alter table letter.message add a int check (a > 0)",
                "alter table letter.message add column a uuid unique",
                "alter table letter.message add column a uuid not null default gen_random_uuid()",
                "alter table letter.message add b int, alter column attempts type bigint",
                "alter table letter.message alter attempts set data type bigint",
                "alter table letter.message alter column person set not null",
                "-- not null since somebody\nalter table letter.message alter column person set not null",
                "alter table letter.message drop column person",
                "alter table letter.message drop if exists person",
                "alter table letter.message rename column person to who",
                "alter table letter.message rename to post",
                "drop table letter.message",
                "drop view person.published_person",
                "truncate letter.round",
                "do $$ begin alter table letter.message drop column person; end $$",
            })
    void refuses(String sql) {
        assertThat(wrong("letter/V99__x.sql", sql, Set.of("person_there"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table letter.a (id uuid, n int); create index a on letter.a (n);"
                        + "alter table letter.a add constraint b check (n > 0)",
                "alter table letter.message add column a text, add b boolean not null default false, add c timestamptz default now()",
                "alter table letter.message drop constraint a, add constraint a check (kind in ('A', 'B')) not valid",
                "alter table letter.message validate constraint a",
                "-- small: one row for each practice\nalter table letter.message add constraint a exclude using gist (b with &&)",
                "alter table letter.message alter column person drop not null, alter column format set default 'STANDARD'",
                "-- not null since person_there\nalter table letter.message alter column person set not null",
                "-- contract: no release since 0.2.0 reads it\nalter table letter.message drop column person",
                "comment on table letter.message is 'create index a on letter.message (b); drop table c'",
                "-- create index a on letter.message (b)\nselect 1",
            })
    void letsPass(String sql) {
        assertThat(wrong("letter/V99__x.sql", sql, Set.of("person_there"))).isEmpty();
    }

    @Test
    void anIndexBesideWorkHasAFileOfItsOwnThatSaysSo() {
        var sql =
                "drop index concurrently if exists letter.a;\ncreate index concurrently a on letter.message (person);";
        assertThat(wrong("letter/V99__a_concurrently.sql", sql, Set.of())).isEmpty();
        assertThat(wrong("letter/V99__a.sql", sql, Set.of())).isNotEmpty();
        assertThat(wrong("letter/V99__a_concurrently.sql", sql + "analyze letter.message;", Set.of()))
                .isNotEmpty();
        assertThat(wrong("letter/V99__a_concurrently.sql", "select 1", Set.of()))
                .isNotEmpty();
    }

    private static List<String> wrong(String name, String sql, Set<String> validatedBefore) {
        var wrong = new ArrayList<String>();
        var statements = statements(sql);
        var made = statements.stream()
                .map(MADE::matcher)
                .filter(java.util.regex.Matcher::lookingAt)
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        boolean contract = CONTRACT.matcher(sql).find();
        boolean besideWork = name.endsWith("_concurrently.sql");
        for (int i = 0; i < statements.size(); i++) {
            var statement = statements.get(i);
            boolean concurrently = statement.matches("(create (unique )?|drop )index concurrently .*");
            if (concurrently != besideWork) {
                wrong.add("indexes that are made concurrently stand alone, in a file …_concurrently.sql: " + statement);
            }
            var index = INDEX.matcher(statement);
            if (concurrently) {
                var beside = INDEX_BESIDE_WORK.matcher(statement);
                if (beside.matches()) {
                    var before = "drop index concurrently if exists " + beside.group(2) + "." + beside.group(1);
                    if (i == 0 || !statements.get(i - 1).equals(before)) {
                        wrong.add("what broke off is dropped first, by " + before);
                    }
                } else if (index.matches()) {
                    wrong.add("cannot read " + statement);
                }
            } else if (index.matches()
                    && made.stream().noneMatch(table -> index.group(1).contains(" on " + table + " "))) {
                wrong.add("locks out whoever writes: " + statement);
            }
            if (statement.matches("(drop (table|view|schema|function)|truncate) .*") && !contract) {
                wrong.add("the release before may still use it (-- contract: why not): " + statement);
            }
            if (statement.startsWith("do ")) {
                wrong.add("cannot be read by this test: " + statement);
            }
            var alter = ALTER.matcher(statement);
            if (alter.matches() && !made.contains(alter.group(1))) {
                for (var action : actions(alter.group(2))) {
                    wrongAction(sql, statements, alter.group(1), action, contract, validatedBefore, wrong);
                }
            }
        }
        return wrong;
    }

    private static void wrongAction(
            String sql,
            List<String> statements,
            String table,
            String action,
            boolean contract,
            Set<String> validatedBefore,
            List<String> wrong) {
        if (LIMIT.matcher(action).matches() && !action.endsWith(" not valid")) {
            wrong.add("reads the whole table while it is locked; add it not valid, and validate it in the next file: "
                    + action);
        }
        if (LIMIT_BY_INDEX.matcher(action).matches()
                && !action.contains(" using index ")
                && !SMALL.matcher(sql).find()) {
            wrong.add("makes an index while the table is locked; make it concurrently, then add … using index"
                    + " (-- small: why that takes a moment only): " + action);
        }
        if (action.startsWith("validate constraint")
                && statements.stream()
                        .anyMatch(other -> other.startsWith("alter table " + table + " ") && other.contains("add "))) {
            wrong.add("under the lock of what was added in this file: " + action);
        }
        if (COLUMN.matcher(action).matches()) {
            if (action.matches(".*\\b(references|check|unique|primary key)\\b.*")) {
                wrong.add("a limit on a new column is added by itself, not valid: " + action);
            }
            if (action.matches(".*\\bdefault (?!now\\(\\))[a-z0-9_.]+ ?\\(.*")) {
                wrong.add("writes the whole table anew: " + action);
            }
        }
        if (action.matches("alter (column )?[a-z0-9_]+ (set data )?type .*")) {
            wrong.add("may write the whole table anew: " + action);
        }
        if (action.matches("alter (column )?[a-z0-9_]+ set not null")) {
            var since = NOT_NULL_SINCE.matcher(sql);
            if (!since.find() || !validatedBefore.contains(since.group(1))) {
                wrong.add("reads the whole table, unless a check that an earlier file validated says it"
                        + " (-- not null since name_of_check): " + action);
            }
        }
        if (TAKEN_AWAY.matcher(action).matches() && !contract) {
            wrong.add("the release before may still use it (-- contract: why not): " + action);
        }
    }

    /** In small letters, without comments, texts in quotes empty, one space between words. */
    private static List<String> statements(String sql) {
        var bare = sql.replaceAll("(?m)--.*$", " ")
                .replaceAll("(?s)\\$([a-z_]*)\\$.*?\\$\\1\\$", "''")
                .replaceAll("'[^']*'", "''")
                .toLowerCase(java.util.Locale.ROOT);
        return java.util.Arrays.stream(bare.split(";"))
                .map(statement -> statement.strip().replaceAll("\\s+", " "))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** Commas within brackets do not part them. */
    private static List<String> actions(String all) {
        var actions = new ArrayList<String>();
        int depth = 0;
        int begun = 0;
        for (int i = 0; i <= all.length(); i++) {
            char next = i == all.length() ? ',' : all.charAt(i);
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            if (next == ',' && depth == 0) {
                actions.add(all.substring(begun, i).strip());
                begun = i + 1;
            }
        }
        return actions;
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    /** Checks that files of the same module with a lower number validate. */
    private static Set<String> validatedBefore(Path file) throws IOException {
        var found = new HashSet<String>();
        for (var other : files()) {
            if (other.getParent().equals(file.getParent()) && number(other) < number(file)) {
                var names = Pattern.compile("validate constraint ([a-z0-9_]+)").matcher(Files.readString(other));
                while (names.find()) {
                    found.add(names.group(1));
                }
            }
        }
        return found;
    }

    private static int number(Path file) {
        var name = NAME.matcher(file.getFileName().toString());
        assertThat(name.matches()).as("%s is V1__small_letters.sql", file).isTrue();
        return Integer.parseInt(name.group(1));
    }
}
