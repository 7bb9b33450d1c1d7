package datachoice.publication.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.publication.text.Article.Removed;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleReaderTests {
    private final ArticleReader reader = new ArticleReader();

    @Test
    void cutsATextIntoSectionsWithTheirIds() {
        var article = reader.read("""
                Before.

                ## Your own care {#own-care}

                This is not about {your} own care. Staff who treat {you} *still* see
                what they need.

                ## Your own care

                - one
                - two

                # Largest heading
                """);
        assertThat(article.sections())
                .extracting(section -> section.id() + "|" + section.heading() + "|" + section.fact())
                .containsExactly(
                        "||Before.",
                        "own-care|Your own care|This is not about {your} own care. Staff who treat {you} still see what they need.",
                        "your-own-care|Your own care|",
                        "largest-heading|Largest heading|");
        assertThat(article.sections().get(1).html())
                .contains("about your own care. Staff who treat you <em>still</em>");
        assertThat(article.sections().get(2).points()).containsExactly("one", "two");
        assertThat(article.removed()).isEmpty();
    }

    @Test
    void givesNoSectionAnIdThatThePageUsesItself() {
        assertThat(reader.read("## Main {#maincontent}\n\ntext\n\n## Same {#a}\n\n## Same {#a}\n")
                        .sections())
                .extracting(Article.Section::id)
                .containsExactly("maincontent-2", "a", "a-2");
    }

    @Test
    void takesTheQuestionsOutOfTheirSection() {
        var section = reader.read(
                        "## Check yourself {#check-yourself}\n\nNo score.\n\n### True?\n\nNo.\n\n### Really?\n\nYes.\n\nVery.\n")
                .sections()
                .get(0);
        assertThat(section.html()).contains("No score.").doesNotContain("True?");
        assertThat(section.questions()).extracting(Article.Question::heading).containsExactly("True?", "Really?");
        assertThat(section.questions().get(1).html()).contains("Yes.").contains("Very.");
    }

    @Test
    void namesTheColumnInEachCellOfATable() {
        var html = reader.read("| Step | Who |\n| :-- | --: |\n| 1 & 2 | <b>us</b> |\n")
                .sections()
                .get(0)
                .html();
        var table = Jsoup.parseBodyFragment(html).selectFirst("table.nhsuk-table--responsive");
        assertThat(table.select("th[scope=col]").eachText()).containsExactly("Step", "Who");
        assertThat(table.select("td .nhsuk-table__heading").eachText()).containsExactly("Step", "Who");
        assertThat(table.select("td").eachText()).containsExactly("Step 1 & 2", "Who us");
        assertThat(html).doesNotContain("align");
    }

    @Test
    void listsWhatItLeftOut() {
        var removed = reader.read(
                        "<script>x</script>\n\nA <b>bold</b> [link](javascript:x) and ![picture](https://a.example/b.png)\n")
                .removed();
        assertThat(removed)
                .extracting(Removed::kind)
                .containsExactly(
                        Removed.Kind.HTML,
                        Removed.Kind.HTML,
                        Removed.Kind.HTML,
                        Removed.Kind.LINK,
                        Removed.Kind.PICTURE);
        assertThat(removed.get(3).what()).isEqualTo("javascript:x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contact",
                "/about#how-to-choose",
                "#here",
                "https://example.org/a?b=c",
                "http://example.org",
                "mailto:help@demo.example",
                "tel:+441632960123"
            })
    void keepsLinksToPagesMailAndPhones(String address) {
        assertThat(Jsoup.parseBodyFragment(html("[words](" + address + ")"))
                        .select("a")
                        .attr("href"))
                .isEqualTo(address);
    }

    @ParameterizedTest
    @MethodSource("datachoice.publication.text.Payloads#all")
    void letsNothingRun(String payload) {
        for (var markdown : List.of(
                payload, "## " + payload + "\n\n- " + payload, "| a |\n| - |\n| " + payload + " |", "> " + payload)) {
            for (var section : reader.read(markdown).sections()) {
                Payloads.assertHarmless(section.html());
                section.questions().forEach(question -> Payloads.assertHarmless(question.html()));
            }
        }
    }

    /** The second fence alone, as if everything had passed the first. */
    @ParameterizedTest
    @MethodSource("datachoice.publication.text.Payloads#all")
    void letsNothingRunThatThePolicyMeets(String payload) {
        Payloads.assertHarmless(SafeHtml.clean(payload, new RemovedParts()));
    }

    @Test
    void isTriedWithEnoughPayloads() {
        assertThat(Payloads.all().distinct().count()).isGreaterThanOrEqualTo(200);
    }

    @Test
    void refusesWhatNobodyWouldRead() {
        assertThatThrownBy(() -> reader.read("a".repeat(ArticleReader.LONGEST + 1)))
                .isInstanceOfSatisfying(
                        TextRefused.class, refused -> assertThat(refused.why()).isEqualTo(TextRefused.Why.TOO_LONG));
        for (var deep : List.of(
                ">".repeat(10_000) + " a",
                "> ".repeat(10_000) + "a",
                "- ".repeat(5_000) + "a",
                nested("*a **b ", 500))) {
            assertThatThrownBy(() -> reader.read(deep))
                    .isInstanceOfSatisfying(TextRefused.class, refused -> assertThat(refused.why())
                            .isEqualTo(TextRefused.Why.TOO_DEEP));
        }
    }

    /** B20, T29: as long as a text may be, and made to be slow. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "![",
                "](",
                "*a ",
                "_a*",
                "**a*",
                "`",
                "``a`",
                "<",
                "<a ",
                "&#",
                "\\",
                "> ",
                "- ",
                "1. ",
                "#",
                "~",
                "|",
                "| - ",
                "[a]: b\n",
                "!",
                "((",
                "<!--",
                "<![CDATA[",
                "<?",
                "a\n",
                "\t",
                "[a](<",
                "[a][",
                "  \n",
                "*_",
                "\n\n> a",
                "[[a](b)",
                "{#",
                "{your}"
            })
    @Timeout(120)
    void readsTheSlowestTextsFast(String part) {
        var text = part.repeat(ArticleReader.LONGEST / part.length());
        var threads = ManagementFactory.getThreadMXBean(); // work, not waiting for a busy machine
        var start = threads.getCurrentThreadCpuTime();
        try {
            reader.read(text);
        } catch (TextRefused refused) {
            assertThat(refused.why()).isEqualTo(TextRefused.Why.TOO_DEEP);
        }
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void showsTemplateCodeAsItWasTyped() {
        assertThat(Jsoup.parseBodyFragment(html("${7*7} __${7*7}__ [[${7*7}]] #{a} @{/b} ~{c}"))
                        .text())
                .contains("${7*7}")
                .contains("#{a} @{/b} ~{c}");
    }

    @Test
    void leavesOutWhatCannotBeSeen() {
        assertThat(html("a\u0000b\u202Ec\u2066d\uFEFFe\uD800f\u0007g")).contains("abcdefg");
        assertThat(Typed.line(" two\r\nlines\tand\u00A0 more ")).isEqualTo("two lines and\u00A0 more");
        assertThat(Typed.lines("Zoe\u0308\r\nx\ry")).isEqualTo("Zoë\nx\ny");
    }

    private String html(String markdown) {
        return reader.read(markdown).sections().get(0).html();
    }

    private static String nested(String part, int times) {
        return part.repeat(times) + "x" + "***".repeat(times);
    }

    /** Drawings that came with the software, by name; nothing that would be fetched from anywhere, and nothing beside them. */
    @Test
    void showsOurOwnDrawingsOnly() {
        var html = only("![A \"letter\" <b>](art:letter)\n\nYou get a letter.");
        assertThat(html)
                .contains("src=\"/assets/art/letter.svg\"")
                .contains("alt=\"A &#34;letter&#34;\"")
                .contains("You get a letter.");
        for (var other : List.of(
                "art:no-such-drawing",
                "art:../touch-icon",
                "art:letter.svg",
                "ART:letter",
                "/assets/art/letter.svg",
                "art:")) {
            assertThat(only("![x](" + other + ")")).as(other).doesNotContain("<img");
        }
    }

    private static String only(String markdown) {
        return new ArticleReader()
                .read(markdown).sections().stream()
                        .map(Article.Section::html)
                        .collect(java.util.stream.Collectors.joining());
    }
}
