package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What the pages from home to receipt say, they say in Welsh too: read from the templates, so that nothing is forgotten. */
class WelshTests {
    /** The pages; the parts that they are made of are found. */
    private static final List<String> PAGES = List.of(
            "portal/home",
            "publication/about",
            "publication/journey",
            "publication/film",
            "share/embed",
            "publication/leaflet",
            "publication/page",
            "publication/news",
            "publication/leaflet-pdf",
            "publication/fold-pdf",
            "identity/letter-code",
            "identity/guardian-chooses",
            "identity/try-later",
            "identity/expired",
            "identity/signed-out",
            "choice/question",
            "choice/separately",
            "choice/check",
            "choice/too-many",
            "choice/letter-used",
            "choice/receipt",
            "choice/receipt-pdf",
            "error/403",
            "error/404",
            "error/409",
            "error/413",
            "error/429",
            "error/4xx",
            "error/500",
            "error/503",
            "error/5xx");

    /** What is said by controllers, not by templates: what is wrong with what was entered, and whether anything is collected. */
    private static final List<String> SAID_BY_CODE = List.of(
            "letter-code.",
            "full-name.",
            "date-of-birth.",
            "choice.question.none.",
            "choice.separately.none.",
            "programme.");

    /** Begin like keys of these pages, and are said on others only. */
    private static final Pattern ON_OTHER_PAGES =
            Pattern.compile("tag\\.(?!NOT_STARTED|COLLECTING|PAUSED|ENDED).*|choice\\.check\\.back");

    /** The same word in both languages, or a name, or Welsh on an English page. */
    private static final Set<String> SAME = Set.of(
            "formats.pdf",
            "portal.brand",
            "portal.title",
            "portal.nav.staff",
            "portal.demo.word",
            "embed.demo.word",
            "portal.language.en",
            "portal.language.only-english",
            "portal.language.only-english.label",
            "home.demo.surgery",
            "language.cy",
            "film.captions.cy",
            "edition.unchecked.own.cy");

    private static final Pattern COMMENT = Pattern.compile("<!--/\\*.*?\\*/-->", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("~\\{([a-z0-9/-]+) ::");
    private static final Pattern KEY = Pattern.compile(
            "#\\{([A-Za-z0-9_.-]+)|#messages\\.msg(?:OrNull)?\\('([A-Za-z0-9_.-]+)'|words=(?:\\$\\{)?'([^']+)'");
    /** Not the beginning of one, to which something is added. */
    private static final Pattern WHOLE_KEY = Pattern.compile(
            "#\\{([A-Za-z0-9_.-]+)[}(]|(?:#messages\\.msg\\('|getMessage\\(\\s*\")([A-Za-z0-9_.-]+)['\"]\\s*[,)]");

    private static final Pattern PLACE = Pattern.compile("\\{[0-9]");

    private final Map<String, String> english = bundles("messages/*.properties", false);
    private final Map<String, String> welsh = bundles("messages/*_cy.properties", true);

    @Test
    void everyWordOfThesePagesIsThere() {
        var missing = new TreeMap<String, Set<String>>();
        used().forEach((key, pages) -> {
            var meant = english.containsKey(key)
                    ? Stream.of(key)
                    : english.keySet().stream().filter(each -> each.startsWith(key));
            meant.filter(each -> !welsh.containsKey(each)
                            && !ON_OTHER_PAGES.matcher(each).matches())
                    .forEach(each -> missing.put(each, pages));
        });
        assertThat(missing).as("no Welsh for, on").isEmpty();
    }

    @Test
    void theseTemplatesAskForNoKeyThatNobodyWrote() {
        assertThat(used().keySet())
                .as("keys, or the beginnings of some")
                .hasSizeGreaterThan(200)
                .allMatch(key -> english.keySet().stream().anyMatch(each -> each.startsWith(key)));
    }

    /** Also where there is no Welsh: whoever opens such a page would read the key. */
    @Test
    void nothingAsksForAKeyThatNobodyWrote() throws IOException {
        var asked = new TreeMap<String, Set<String>>();
        for (var template : new PathMatchingResourcePatternResolver().getResources("classpath*:templates/**/*.html")) {
            if (isOurs(template)) {
                var words = COMMENT.matcher(template.getContentAsString(StandardCharsets.UTF_8))
                        .replaceAll("");
                WHOLE_KEY.matcher(words).results().forEach(key -> ask(asked, key, template.getFilename()));
            }
        }
        try (var sources = Files.walk(Path.of("src", "main", "java"))) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                WHOLE_KEY
                        .matcher(Files.readString(source))
                        .results()
                        .forEach(key -> ask(asked, key, source.getFileName().toString()));
            }
        }
        assertThat(asked).hasSizeGreaterThan(1_000);
        asked.keySet().removeAll(english.keySet());
        assertThat(asked).as("keys of no bundle, and who asks for them").isEmpty();
    }

    private static void ask(Map<String, Set<String>> asked, MatchResult key, String who) {
        asked.computeIfAbsent(key.group(1) == null ? key.group(2) : key.group(1), none -> new TreeSet<>())
                .add(who);
    }

    @Test
    void nothingIsSaidInWelshOnly() {
        assertThat(welsh).hasSizeGreaterThan(400);
        assertThat(english.keySet()).containsAll(welsh.keySet());
    }

    @Test
    void bothSayTheSameThings() {
        welsh.forEach((key, text) -> {
            assertThat(places(text)).as(key).isEqualTo(places(english.get(key)));
            assertThat(text).as(key).isNotBlank().doesNotContain("'"); // it means something to the formatter
            assertThat(new MessageFormat(text).toPattern()).as(key).isNotEmpty();
        });
    }

    @Test
    void nothingWasLeftInEnglish() {
        assertThat(welsh.keySet().stream().filter(key -> welsh.get(key).equals(english.get(key))))
                .containsExactlyInAnyOrderElementsOf(SAME);
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(place -> place.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Keys, or what keys begin with, and the templates that say so. */
    private static Map<String, Set<String>> used() {
        var used = new LinkedHashMap<String, Set<String>>();
        var seen = new TreeSet<String>();
        var left = new ArrayDeque<>(PAGES);
        while (!left.isEmpty()) {
            var page = left.remove();
            if (!seen.add(page)) {
                continue;
            }
            var template = COMMENT.matcher(text("templates/" + page + ".html")).replaceAll("");
            PART.matcher(template).results().forEach(part -> left.add(part.group(1)));
            KEY.matcher(template).results().forEach(key -> Stream.of(key.group(1), key.group(2), key.group(3))
                    .filter(each -> each != null)
                    .forEach(each ->
                            used.computeIfAbsent(each, none -> new TreeSet<>()).add(page)));
        }
        SAID_BY_CODE.forEach(start -> used.put(start, Set.of("code")));
        return used;
    }

    private static Map<String, String> bundles(String pattern, boolean welsh) {
        var all = new TreeMap<String, String>();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:" + pattern)) {
                if (file.getFilename().endsWith("_cy.properties") == welsh && isOurs(file)) {
                    var bundle = new Properties();
                    try (Reader text = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                        bundle.load(text);
                    }
                    bundle.stringPropertyNames().forEach(key -> all.put(key, bundle.getProperty(key)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static boolean isOurs(Resource file) throws IOException {
        return !file.getURL().getPath().contains("test-classes");
    }

    private static String text(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
