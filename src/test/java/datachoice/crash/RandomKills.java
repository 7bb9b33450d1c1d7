package datachoice.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import datachoice.PostgresForTests;
import datachoice.PostgresForTests.Crashable;
import datachoice.core.PersonId;
import datachoice.core.SecretFiles;
import datachoice.crash.SavingPatient.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * A portal in production, its database and its mail server, each in processes of their own. Every 20 milliseconds
 * somebody comes to save a choice, whether those before are done or not; at a moment that nobody chose, the portal, the
 * database or both end without a word, and people go on coming for a moment longer. Then everything is started again,
 * what nobody was told of is settled, and the books are compared.
 */
final class RandomKills implements AutoCloseable {
    private static final int PER_SECOND = 50;
    private static final Duration LONGEST_POST = Duration.ofMinutes(10);

    /** A portal that has just started is slow at first; on a busy machine for minutes. Nothing that is promised. */
    private static final Duration LONGEST_WARMING_UP = Duration.ofMinutes(5);

    /** Between the moment when people get receipts, so many as there are people, and the kill. */
    private static final int MOST_MILLISECONDS = 3_000;

    private static final int STILL_COMING_MILLISECONDS = 400;

    /** So many may be on their way to their mailbox at once, and be sent again: one for each thread of the jobs. */
    private static final int POSTMEN = 4;

    private static final Pattern REFERENCE = Pattern.compile("\\b[0-9A-Z]{4}-[0-9A-Z]{4}\\b");

    /** What is ended with SIGKILL. */
    enum Victim {
        APPLICATION,
        DATABASE,
        BOTH
    }

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final int people;
    private final Path home = Path.of("target", "home-for-random-kills").toAbsolutePath();
    private final Path key = Path.of("target", "key-for-random-kills").toAbsolutePath();
    private final Crashable server;
    private final DataSource superuser;
    private final GreenMail mail;
    private final Node node;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<SavingPatient> patients = new ArrayList<>();
    private final Map<Victim, Integer> killed = new EnumMap<>(Victim.class);
    private final Map<Told, Integer> told = Collections.synchronizedMap(new EnumMap<>(Told.class));
    private final List<Long> backAfter = new ArrayList<>();
    private int came;
    private int nobodyFree;
    private int unknown;
    private int savedUnseen;
    private long underLoad;

    RandomKills(int people) throws Exception {
        this.people = people;
        FileSystemUtils.deleteRecursively(home);
        Files.deleteIfExists(key);
        SecretFiles.write(key, "0123456789abcdef".repeat(4));
        ((Logger) LoggerFactory.getLogger("com.icegreen")).setLevel(Level.OFF); // names every mailbox it makes
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        server = PostgresForTests.crashable("random-kills");
        superuser = PostgresForTests.superuser(server.database());
        node = new Node("random-kills", null, variables());
    }

    private Map<String, String> variables() {
        var migrations = PostgresForTests.migratedBy(server.database());
        var variables = new HashMap<>(Map.of(
                "DATACHOICE_MODE",
                "production",
                "DATACHOICE_HOME",
                home.toString(),
                "DATACHOICE_BASE_URL",
                "https://localhost",
                "DATACHOICE_KEY_FILE",
                key.toString(),
                "DATACHOICE_MAIL_TLS",
                "false",
                "SPRING_MAIL_HOST",
                "127.0.0.1",
                "SPRING_MAIL_PORT",
                Integer.toString(mail.getSmtp().getPort()),
                SmallDemo.MORE,
                Integer.toString(people - SmallDemo.EMAILS.size())));
        variables.put("SPRING_DATASOURCE_URL", server.database().getJdbcUrl());
        variables.put("SPRING_DATASOURCE_USERNAME", server.database().getUsername());
        variables.put("SPRING_DATASOURCE_PASSWORD", server.database().getPassword());
        variables.put("SPRING_FLYWAY_USER", migrations.getUsername());
        variables.put("SPRING_FLYWAY_PASSWORD", migrations.getPassword());
        variables.putAll(Node.OPERATOR);
        variables.put("DATACHOICE_CHOICES_PERHOUR", "1000000");
        variables.put("DATACHOICE_CHOICES_PERDAY", "1000000");
        variables.put("DBSCHEDULER_HEARTBEATINTERVAL", "1s"); // a job that died is missed after 4 seconds, not after 20
        return variables;
    }

    void survive(int cycles) throws Exception {
        System.out.println("Random kills: crash.seed=" + seed);
        var begun = Instant.now();
        node.start();
        signIn();
        for (int i = 0; i < cycles; i++) {
            // one of each kind first, so that a short run has them all
            var victim = Victim.values()[i < Victim.values().length ? i : random.nextInt(Victim.values().length)];
            try {
                kill(victim);
                System.out.printf(
                        "Kill %d, %s: back after %.1f s; %d people came, %d choices acknowledged, %d unknown and settled so far, %d s.%n",
                        i + 1,
                        victim,
                        backAfter.get(i) / 1e3,
                        came,
                        acknowledged(),
                        unknown,
                        Duration.between(begun, Instant.now()).toSeconds());
            } catch (Exception | AssertionError e) {
                throw new AssertionError("Kill %d (%s) of crash.seed=%d: %s".formatted(i + 1, victim, seed, e), e);
            }
        }
        var doubled = everythingArrives();
        System.out.println(figures(Duration.between(begun, Instant.now()), doubled));
    }

    /** One after the other: the portal turns away a crowd that signs in at once. */
    private void signIn() {
        var jdbc = new JdbcTemplate(superuser);
        for (var email : SmallDemo.emails(people - SmallDemo.EMAILS.size())) {
            var person = jdbc.queryForObject("select person from identity.account where email = ?", UUID.class, email);
            patients.add(new SavingPatient(
                            new PersonId(Objects.requireNonNull(person)), email, FewPeople.PASSWORD, node.port())
                    .signIn());
        }
    }

    private void kill(Victim victim) throws Exception {
        var lastWords = new ConcurrentHashMap<SavingPatient, Told>();
        var load = new Load(lastWords);
        var running = threads.submit(load);
        await().atMost(LONGEST_WARMING_UP)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> running.isDone() || load.saved.get() >= people);
        SavingPatient.pause(random.nextInt(MOST_MILLISECONDS));
        var down = Instant.now();
        killed.merge(victim, 1, Integer::sum);
        if (victim == Victim.BOTH && random.nextBoolean()) {
            node.kill9();
            server.kill9();
        } else {
            if (victim != Victim.APPLICATION) {
                server.kill9();
            }
            if (victim != Victim.DATABASE) {
                node.kill9();
            }
        }
        SavingPatient.pause(random.nextInt(STILL_COMING_MILLISECONDS));
        load.enough.set(true);
        if (victim != Victim.APPLICATION) {
            server.restart();
        }
        running.get(); // with everybody who had come
        if (victim != Victim.DATABASE) {
            node.start();
        }
        await().atMost(SavingPatient.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(node::isWell);
        settle(lastWords);
        backAfter.add(Duration.between(down, Instant.now()).toMillis());
        new Books(superuser).balanceFor(patients);
    }

    /** What people were not told is compared with what is stored, and then found out the way the page says. */
    private void settle(Map<SavingPatient, Told> lastWords) throws Exception {
        var books = new Books(superuser);
        var settling = new ArrayList<Future<?>>();
        for (var patient : patients) {
            var draft = patient.unsettled();
            if (draft != null) {
                unknown++;
                boolean stored = books.holds(draft);
                assertThat(stored && lastWords.get(patient) == Told.NOT_SAVED)
                        .as("\"It has not been saved\" was said of a choice that was")
                        .isFalse();
                savedUnseen += stored ? 1 : 0;
            }
            settling.add(threads.submit(patient::settles));
        }
        for (var each : settling) {
            each.get();
        }
    }

    /** People who come at their own times, not when the portal is ready for them. */
    private final class Load implements Runnable {
        private final ConcurrentLinkedQueue<SavingPatient> free = new ConcurrentLinkedQueue<>(patients);
        private final AtomicBoolean enough = new AtomicBoolean();
        private final AtomicInteger arrivals = new AtomicInteger();
        private final AtomicInteger saved = new AtomicInteger();
        private final Map<SavingPatient, Told> lastWords;
        private final long seedOfAnswers = random.nextLong();

        private Load(Map<SavingPatient, Told> lastWords) {
            this.lastWords = lastWords;
        }

        @Override
        public void run() {
            var begun = System.nanoTime();
            var saving = new ArrayList<Future<?>>();
            while (!enough.get()) {
                int n = arrivals.getAndIncrement();
                var patient = free.poll();
                if (patient == null) {
                    nobodyFree++;
                } else {
                    saving.add(threads.submit(() -> saves(patient, new Random(seedOfAnswers + n))));
                }
                var next = begun + TimeUnit.SECONDS.toNanos(n + 1L) / PER_SECOND;
                LockSupport.parkNanos(next - System.nanoTime());
            }
            underLoad += System.nanoTime() - begun;
            came += arrivals.get();
            for (var each : saving) {
                try {
                    each.get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private void saves(SavingPatient patient, Random answers) {
            var answer = patient.savesAChoice(answers);
            told.merge(answer, 1, Integer::sum);
            if (answer == Told.SAVED) {
                saved.incrementAndGet();
            }
            if (patient.unsettled() == null) {
                free.add(patient);
            } else {
                lastWords.put(patient, answer);
            }
        }
    }

    /**
     * Each letter and e-mail is there once in the outbox (the books say so), and each e-mail has arrived. One that was
     * handed over and could not be noted as sent before the kill is sent again: so many.
     */
    private int everythingArrives() {
        var books = new Books(superuser);
        await().atMost(LONGEST_POST).pollInterval(Duration.ofMillis(200)).until(() -> {
            books.tryAgainNow();
            return books.unsent() == 0;
        });
        var arrived = new TreeMap<String, Integer>();
        for (var message : mail.getReceivedMessages()) {
            var found = REFERENCE.matcher(GreenMailUtil.getBody(message));
            if (found.find()) {
                arrived.merge(found.group(), 1, Integer::sum);
            }
        }
        var due = new JdbcTemplate(superuser)
                .queryForList(
                        "select receipt from letter.message where kind = 'CHOICE_SAVED' and channel = 'EMAIL' and sent_at is not null",
                        String.class);
        assertThat(due).isNotEmpty();
        assertThat(arrived.keySet()).as("e-mails that arrived").containsAll(due);
        var others = new TreeSet<>(arrived.keySet());
        due.forEach(others::remove);
        assertThat(others)
                .as("e-mails handed over and not noted, which a newer choice then took back")
                .hasSizeLessThanOrEqualTo(POSTMEN * backAfter.size())
                .isSubsetOf(new JdbcTemplate(superuser)
                        .queryForList("select distinct receipt from choice.choice_event", String.class));
        int doubled = arrived.values().stream().mapToInt(times -> times - 1).sum();
        assertThat(doubled).as("e-mails that came twice").isLessThanOrEqualTo(POSTMEN * backAfter.size());
        return doubled;
    }

    private String figures(Duration took, int doubled) {
        var sorted = backAfter.stream().sorted().toList();
        return """
                Random kills: %d in %d s (%s), crash.seed=%d. %d people came within %.0f s, %.0f a second; %d of them found nobody free to be.
                %d choices acknowledged, every one there once. What people were told: %s. Unknown: %d, all settled; %d of them had been stored.
                Everybody had their receipt %d ms after the kill (half), %d ms (longest). %d e-mails arrived twice, none not at all.\
                """.formatted(
                        sorted.size(),
                        took.toSeconds(),
                        counts(killed),
                        seed,
                        came,
                        underLoad / 1e9,
                        came / (underLoad / 1e9),
                        nobodyFree,
                        acknowledged(),
                        counts(told),
                        unknown,
                        savedUnseen,
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() - 1),
                        doubled);
    }

    private int acknowledged() {
        return patients.stream().mapToInt(patient -> patient.receipts().size()).sum();
    }

    private static String counts(Map<?, Integer> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws Exception {
        threads.shutdownNow();
        try {
            node.close();
        } finally {
            server.close();
            mail.stop();
        }
    }
}
