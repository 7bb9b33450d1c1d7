package datachoice.choice.question;

import static datachoice.TestPeople.aPerson;
import static datachoice.TestPeople.acting;
import static datachoice.TestPeople.asJob;
import static datachoice.TestPeople.signedIn;
import static datachoice.choice.ChoiceDecision.ALLOW;
import static datachoice.choice.ChoiceDecision.DO_NOT_ALLOW;
import static datachoice.choice.ledger.AtThePractice.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import datachoice.PostgresForTests;
import datachoice.TestPeople;
import datachoice.choice.ledger.AtThePractice;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.person.ProxyRole;
import datachoice.person.Relations;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;

/** The check page says how a choice is confirmed; the letters do exactly that. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({PostgresForTests.class, AtThePractice.class})
class CheckPageTests {
    @Autowired
    MockMvc mvc;

    @Autowired
    ChoiceManagement choices;

    @Autowired
    Relations relations;

    @Autowired
    AtThePractice given;

    @Autowired
    JdbcTemplate jdbc;

    private OdsCode elm;

    @BeforeEach
    void aPractice() {
        elm = given.aPractice("Elm Surgery");
    }

    @AfterEach
    void nobodyActs() {
        SecurityContextHolder.clearContext();
    }

    /** Where letters about someone can go. */
    enum Home {
        OWN,
        SHARED,
        NONE,
        NONE_NO_PRACTICE
    }

    static Stream<Arguments> peopleWhoChoose() {
        var own = "By post, to the address your GP practice has for you";
        return Stream.of(
                arguments(Home.OWN, null, List.of(own), List.of("POST self home")),
                arguments(
                        Home.OWN,
                        "jane@demo.example",
                        List.of(own, "By email too, to j•••@demo.example"),
                        List.of("EMAIL self", "POST self home")),
                arguments(
                        Home.NONE,
                        null,
                        List.of("By post, through your GP practice: we have no address for you"),
                        List.of("POST self practice")),
                arguments(
                        Home.NONE_NO_PRACTICE,
                        null,
                        List.of(
                                "We have no address for you, so we cannot send a letter. Keep the receipt on the next page."),
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("peopleWhoChoose")
    void saysHowAnOwnChoiceIsConfirmed(Home home, @Nullable String email, List<String> said, List<String> done)
            throws Exception {
        var jane = livesAt(home, aPerson().withEmail(email));
        assertThat(saidAndDone(jane, signedIn(jane), home, said)).containsExactlyInAnyOrderElementsOf(done);
    }

    static Stream<Arguments> peopleWhoChooseForOthers() {
        var toYou = "By post to you, at the address your GP practice has for you";
        var toEdith = "By post to Edith, at the address the GP practice has";
        var toParent = "By post to the parent or guardian of Edith, at the address the GP practice has";
        var byEmail = "By email to you, at c•••@demo.example";
        return Stream.of(
                arguments(
                        86,
                        Home.OWN,
                        null,
                        List.of(toEdith, toYou),
                        List.of("EMAIL subject", "POST subject home", "POST proxy home")),
                arguments(
                        86,
                        Home.OWN,
                        "carol@demo.example",
                        List.of(toEdith, byEmail),
                        List.of("EMAIL subject", "POST subject home", "EMAIL proxy")),
                arguments(
                        86,
                        Home.SHARED,
                        null,
                        List.of(toEdith, toYou),
                        List.of("EMAIL subject", "POST subject home", "POST proxy home")),
                arguments(
                        86,
                        Home.NONE,
                        null,
                        List.of("By post to Edith, through the GP practice: we have no address for Edith", toYou),
                        List.of("EMAIL subject", "POST subject practice", "POST proxy home")),
                arguments(
                        86,
                        Home.NONE_NO_PRACTICE,
                        "carol@demo.example",
                        List.of("We have no address for Edith, so we cannot send a letter to Edith.", byEmail),
                        List.of("EMAIL subject", "EMAIL proxy")),
                arguments(7, Home.OWN, null, List.of(toParent, toYou), List.of("POST subject home", "POST proxy home")),
                // one letter, to the door of both: the page says no more, so that nobody learns where the child lives
                arguments(7, Home.SHARED, null, List.of(toParent, toYou), List.of("POST subject home")),
                arguments(
                        7,
                        Home.SHARED,
                        "carol@demo.example",
                        List.of(toParent, byEmail),
                        List.of("POST subject home", "EMAIL proxy")));
    }

    @ParameterizedTest
    @MethodSource("peopleWhoChooseForOthers")
    void saysHowAChoiceForSomebodyElseIsConfirmed(
            int age, Home home, @Nullable String proxysEmail, List<String> said, List<String> done) throws Exception {
        var carol = aPerson().named("Carol", "Penrose").withEmail(proxysEmail).in(jdbc);
        var edith = livesAt(home, aPerson().named("Edith", "Penrose").aged(age).withEmail("edith@private.example"));
        asJob(() -> relations.add(carol, edith, age < 13 ? ProxyRole.GUARDIAN : ProxyRole.POWER_OF_ATTORNEY, "seen"));
        assertThat(saidAndDone(edith, signedIn(carol), home, said)).containsExactlyInAnyOrderElementsOf(done);
    }

    /** Asserts what the page says, saves, and answers what was sent. */
    private List<String> saidAndDone(PersonId subject, SignedInUser user, Home home, List<String> said)
            throws Exception {
        var registered = home != Home.NONE_NO_PRACTICE;
        acting(user);
        var draft = choices.keep(
                new ChoiceAnswer(
                        subject, registered ? elm : null, registered ? DO_NOT_ALLOW : null, ALLOW, 0, 0, 1, "en"),
                user);
        var address = "/choices/" + subject + "/check/" + draft;
        var answer = mvc.perform(get(address).with(as(user)).with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        var page = Jsoup.parse(answer.getContentAsString());
        assertThat(page.html()).doesNotContain("??", "Test Street", "Other Road", "edith@", "private.example");
        assertThat(page.select("dt:contains(How we confirm it) + dd p").eachText())
                .containsExactlyElementsOf(said);
        var saved = mvc.perform(post(address)
                        .param("seenType1", "0")
                        .param("seenNational", "0")
                        .with(as(user))
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(saved.getRedirectedUrl()).startsWith("/receipts/");
        assertThat(receipt(saved.getRedirectedUrl(), user))
                .contains(said.stream().map(CheckPageTests::onTheReceipt).toList())
                .containsPattern("Saved at \\d\\d?:\\d\\d on \\d\\d? \\p{L}+ \\d{4}\\.")
                .doesNotContain("??", "private.example");
        var proxy = Objects.requireNonNull(user.person());
        var done = new ArrayList<String>();
        jdbc.query(
                "select person, channel, address::text from letter.message where kind = 'CHOICE_SAVED' and person in (?, ?)",
                row -> {
                    var who = !row.getObject("person", UUID.class).equals(subject.value())
                            ? "proxy"
                            : proxy.equals(subject) ? "self" : "subject";
                    var where = row.getString("channel").equals("EMAIL")
                            ? ""
                            : row.getString("address").contains("Care of") ? " practice" : " home";
                    done.add(row.getString("channel") + " " + who + where);
                },
                subject.value(),
                proxy.value());
        return done;
    }

    private String receipt(String address, SignedInUser user) throws Exception {
        var answer = mvc.perform(get(address).with(as(user)).with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(mvc.perform(get(address + ".pdf").with(as(user)).with(csrf()))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(200);
        return Jsoup.parse(answer.getContentAsString()).text();
    }

    /** What the check page promised, the receipt says in whole sentences. */
    private static String onTheReceipt(String promised) {
        return promised.replaceFirst("^By post to you, (.*)$", "We write to you too, $1.")
                .replaceFirst("^By post(.*)$", "We also confirm this by post$1.")
                .replaceFirst("^By email too, (.*)$", "We confirm it by email too, $1.")
                .replaceFirst("^By email to you, (.*)$", "We confirm it to you by email, $1.")
                .replace("Keep the receipt on the next page.", "Keep this receipt.");
    }

    private PersonId livesAt(Home home, TestPeople person) {
        var id = (home == Home.NONE_NO_PRACTICE ? person.registeredNowhere() : person.registeredAt(elm)).in(jdbc);
        if (home == Home.OWN) {
            jdbc.update("update person.person set address_1 = '2 Other Road' where id = ?", id.value());
        } else if (home != Home.SHARED) {
            jdbc.update("update person.person set address_1 = null, postcode = null where id = ?", id.value());
        }
        return id;
    }
}
