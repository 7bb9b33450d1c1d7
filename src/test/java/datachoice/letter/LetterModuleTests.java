package datachoice.letter;

import static datachoice.TestPeople.actingAsJob;
import static datachoice.TestPeople.as;
import static datachoice.TestPeople.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import datachoice.PostgresForTests;
import datachoice.choice.AtPractice;
import datachoice.choice.ChoiceApplied;
import datachoice.choice.ChoiceChannel;
import datachoice.choice.ChoiceCorrected;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.ChoiceEntryUndone;
import datachoice.choice.ChoiceRecorded;
import datachoice.choice.ChoiceReplaced;
import datachoice.choice.CorrectionReason;
import datachoice.choice.DoubtOutcome;
import datachoice.choice.DoubtSettled;
import datachoice.choice.Keyed;
import datachoice.choice.OptOutType;
import datachoice.core.NhsNumber;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.PortalSettings;
import datachoice.core.Role;
import datachoice.core.UkTime;
import datachoice.identity.AccountExists;
import datachoice.identity.AccountNotice;
import datachoice.identity.AccountOpened;
import datachoice.identity.CodeRequested;
import datachoice.identity.InvitationIssued;
import datachoice.identity.LetterCodeIssued;
import datachoice.identity.LetterCodesReplaced;
import datachoice.person.ProxyRole;
import datachoice.person.Relations;
import datachoice.person.register.RegisterImport;
import datachoice.practice.PracticeLookup;
import datachoice.practice.PracticeManagement;
import datachoice.publication.PdfRenderer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import org.thymeleaf.spring6.SpringTemplateEngine;

@ApplicationModuleTest(mode = ApplicationModuleTest.BootstrapMode.ALL_DEPENDENCIES)
@Import(PostgresForTests.class)
@TestPropertySource(
        properties = {"datachoice.mode=demo", "datachoice.base-url=http://portal.example", "db-scheduler.enabled=false"
        })
class LetterModuleTests {
    private static final OdsCode ELM = new OdsCode("E85001");
    private static final Instant AT = Instant.parse("2026-11-22T09:42:00Z");
    private static int next = 200_000;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Outbox outbox;

    @Autowired
    PortalSettings settings;

    @Autowired
    RegisterImport register;

    @Autowired
    Relations relations;

    @Autowired
    PracticeManagement practices;

    @Autowired
    PracticeLookup practiceLookup;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    Clock clock;

    @Autowired
    SpringTemplateEngine templates;

    @Autowired
    PdfRenderer renderer;

    @AfterEach
    void nobodyActs() {
        SecurityContextHolder.clearContext();
    }

    @BeforeEach
    void elmSurgeryAndAnEmptyBox() {
        actingAsJob();
        if (practiceLookup.find(ELM).isEmpty()) {
            practices.add(ELM, "Elm Surgery", List.of("1 Elm Row", "Elmhaven", "QE1 1AA"), "01632 960000");
        }
        jdbc.sql("update letter.message set sent_at = clock_timestamp() where sent_at is null and failed_at is null")
                .update();
    }

    @Test
    void confirmsByPostAlwaysAndByEmailToo() {
        var zoe = person("Ng", "Zoë", 40, "9 Elm Row", "zoe@demo.example");
        announce(saved(zoe, null));

        assertThat(about(zoe))
                .extracting(Message::channel, Message::recipient, Message::subject)
                .containsExactlyInAnyOrder(
                        tuple(MessageChannel.POST, "Zoë Ng", "Your choice is saved"),
                        tuple(MessageChannel.EMAIL, "zoe@demo.example", "Your choice is saved"));
        assertThat(about(zoe)).allSatisfy(message -> assertThat(message.body())
                .contains("at 9:42 on 22 November 2026. You")
                .contains("ABCD-1234")
                .contains("You chose this yourself.")
                .contains("Your GP record: no, data from it cannot leave Elm Surgery")
                .contains("The rest of the NHS and care: yes")
                .contains("http://portal.example/sign-in")
                .doesNotContainPattern("\\d{10}|\\d{3} \\d{3} \\d{4}|localhost|\\{"));
        assertThat(post(zoe).address()).containsExactly("9 Elm Row", "Elmhaven", "QE1 1AA");
    }

    @Test
    void needsNoEmailAddress() {
        var ida = person("Hale", "Ida", 80, "1 Elm Row", "");
        announce(saved(ida, null));
        assertThat(about(ida)).singleElement().returns(MessageChannel.POST, Message::channel);
    }

    @Test
    void writesToTheParentOrGuardianOfAChildAndToWhoeverChose() {
        var mother = person("Haddad", "Rania", 38, "4 Elm Row", "rania@demo.example");
        var child = person("Haddad", "Sami", 7, "4 Elm Row", "");
        relations.add(mother, child, ProxyRole.GUARDIAN, "birth certificate");
        announce(saved(child, mother));

        assertThat(post(child))
                .returns("The parent or guardian of Sami Haddad", Message::recipient)
                .returns("A choice for Sami Haddad is saved", Message::subject);
        assertThat(post(child).body())
                .contains("A parent or guardian chose this.")
                .contains("The GP record: no");
        assertThat(about(mother))
                .singleElement()
                .returns("rania@demo.example", Message::recipient)
                .returns("A choice you made is saved", Message::subject);
        assertThat(about(mother).get(0).body())
                .contains("Our records say that you chose this.")
                .contains("The GP record of Sami Haddad: the no is saved")
                .contains("We will write to the parent or guardian of Sami Haddad when that is done.")
                .contains("We also send a letter to the parent or guardian of Sami Haddad.")
                .doesNotContain("your no")
                .doesNotContain("same by post");
    }

    @Test
    void sendsAGuardianWithoutEmailALetterOnlyWhereTheyLiveElsewhere() {
        var father = person("Haddad", "Ziad", 38, "5 Elm Row", "");
        var aunt = person("Haddad", "Dalal", 50, "77 Elm Row", "");
        var child = person("Haddad", "Noor", 9, "5 Elm Row", "");
        relations.add(father, child, ProxyRole.GUARDIAN, "birth certificate");
        relations.add(aunt, child, ProxyRole.GUARDIAN, "court order");
        announce(saved(child, father));
        assertThat(about(father)).isEmpty();
        announce(saved(child, aunt));
        assertThat(about(aunt)).singleElement().returns("Dalal Haddad", Message::recipient);
    }

    @Test
    void tellsAnAdultAndTheirAttorney() {
        var daughter = person("Penrose", "Carol", 59, "52 Elm Row", "");
        var mother = person("Penrose", "Edith", 86, "3 Elm Row", "");
        relations.add(daughter, mother, ProxyRole.POWER_OF_ATTORNEY, "certified copy");
        announce(saved(mother, daughter));
        assertThat(post(mother)).returns("Edith Penrose", Message::recipient);
        assertThat(post(mother).body()).contains("Someone who holds your power of attorney chose this for you.");
        assertThat(post(daughter)).returns("Carol Penrose", Message::recipient);
        assertThat(post(daughter).body())
                .startsWith("Dear Carol Penrose,")
                .contains("the health data of Edith Penrose")
                .contains("Our records say that you chose this.")
                .contains("We will tell Edith Penrose when that is done.")
                .doesNotContain("your power")
                .doesNotContain("your no");
    }

    @Test
    void saysThatAnAnswerIsInForceAlreadyWhereThePracticeHasIt() {
        var zoe = person("Ng", "Zia", 40, "9 Elm Row", "zia@demo.example");
        announce(saved(zoe, null, AtPractice.ENTERED));
        assertThat(about(zoe)).hasSize(2).allSatisfy(message -> assertThat(message.body())
                .contains("Elm Surgery had already entered a no in its system, so it is in force there now.")
                .doesNotContain("It is in force when")
                .doesNotContain("We will tell you"));
    }

    @Test
    void takesBackThatAChoiceIsInForceTheWayItWasTold() {
        var reader = person("Ng", "Ada", 40, "9 Elm Row", "ada@demo.example");
        var paper = person("Ng", "Per", 80, "9 Elm Row", "");
        var child = person("Ng", "Kim", 8, "9 Elm Row", "");
        int n = 0;
        for (var person : List.of(reader, paper, child)) {
            var receipt = "AAAA-000" + n++;
            announce(new ChoiceApplied(person, ELM, ChoiceDecision.DO_NOT_ALLOW, receipt, AT, AT, null, false));
            goRound(postman(new ConcurrentLinkedQueue<>(), settings));
            announce(undone(person, receipt));
            assertThat(about(person)).hasSize(2);
            assertThat(about(person).get(0).kind()).isEqualTo(MessageKind.ENTRY_UNDONE);
            assertThat(about(person).get(0).channel())
                    .isEqualTo(about(person).get(1).channel());
            assertThat(about(person).get(0).body())
                    .contains("At 9:46 on 22 November 2026 it took that note back.")
                    .contains("not in force at")
                    .contains("The choice stays saved");
        }
        assertThat(post(child)).returns("The parent or guardian of Kim Ng", Message::recipient);
    }

    @Test
    void sendsNeitherWhenItIsTakenBackBeforeItWasTold() {
        var reader = person("Ng", "Eve", 40, "9 Elm Row", "eve@demo.example");
        announce(new ChoiceApplied(reader, ELM, ChoiceDecision.DO_NOT_ALLOW, "BBBB-0000", AT, AT, null, false));
        announce(undone(reader, "BBBB-0000"));
        assertThat(about(reader)).isEmpty();
        var delivered = new ConcurrentLinkedQueue<UUID>();
        goRound(postman(delivered, settings));
        assertThat(delivered).isEmpty();
    }

    @Test
    void takesNoRiskWithAMessageThatMayHaveLeft() {
        var reader = person("Ng", "Ulf", 40, "9 Elm Row", "ulf@demo.example");
        announce(new ChoiceApplied(reader, ELM, ChoiceDecision.DO_NOT_ALLOW, "CCCC-0000", AT, AT, null, false));
        goRound(new Postman(outbox, List.of(new FailingSender()), settings));
        announce(undone(reader, "CCCC-0000"));
        assertThat(about(reader)).singleElement().returns(MessageKind.ENTRY_UNDONE, Message::kind);
        announce(new ChoiceApplied(reader, ELM, ChoiceDecision.DO_NOT_ALLOW, "CCCC-0000", AT, AT, null, false));
        assertThat(about(reader)).singleElement().returns(MessageKind.CHOICE_APPLIED, Message::kind);
    }

    @Test
    void saysWhoTypedAChoiceInAndFromWhat() {
        var zoe = person("Ng", "Zita", 40, "9 Elm Row", "zita@demo.example");
        var mother = person("Haddad", "Lina", 38, "4 Elm Row", "lina@demo.example");
        var child = person("Haddad", "Ramy", 7, "4 Elm Row", "");
        relations.add(mother, child, ProxyRole.GUARDIAN, "birth certificate");
        var how = Map.of(
                ChoiceChannel.PAPER, "Elm Surgery typed this in from a paper form dated 3 March 2026.",
                ChoiceChannel.CALL_CENTRE, "Elm Surgery typed this in after a phone call on 3 March 2026.",
                ChoiceChannel.PRACTICE_STAFF,
                        "Elm Surgery typed this in after someone asked at the practice on 3 March 2026.");
        how.forEach((channel, words) -> {
            var keyed = new Keyed(ELM, channel, LocalDate.of(2026, 3, 3));
            announce(keyed(saved(zoe, null), keyed));
            assertThat(about(zoe).get(0).body()).contains(words).doesNotContain("You chose this yourself");
            announce(keyed(saved(child, mother), keyed));
            assertThat(post(child).body()).contains(words + " A parent or guardian chose this.");
            assertThat(about(mother).get(0).body()).contains(words + " Our records say that you chose this.");
        });
    }

    private static ChoiceRecorded keyed(ChoiceRecorded saved, Keyed keyed) {
        return new ChoiceRecorded(
                saved.subject(),
                saved.proxy(),
                saved.proxyRole(),
                saved.decisions(),
                saved.practice(),
                saved.atPractice(),
                keyed,
                saved.receipt(),
                saved.contentVersion(),
                saved.recordedAt());
    }

    @Test
    void tellsEverybodyConcernedOfACorrection() {
        var reader = person("Ng", "Cora", 40, "9 Elm Row", "cora@demo.example");
        var child = person("Haddad", "Omar", 7, "4 Elm Row", "");
        var mother = person("Haddad", "Salma", 38, "4 Elm Row", "salma@demo.example");
        var daughter = person("Penrose", "Clara", 59, "52 Elm Row", "");
        var parent = person("Penrose", "Ada", 86, "3 Elm Row", "");
        announce(saved(reader, null));
        announce(new ChoiceReplaced("ABCD-1234"));
        announce(corrected(reader, null, true));
        assertThat(about(reader))
                .extracting(Message::kind, Message::channel)
                .containsExactlyInAnyOrder(
                        tuple(MessageKind.CHOICE_CORRECTED, MessageChannel.POST),
                        tuple(MessageKind.CHOICE_CORRECTED, MessageChannel.EMAIL));
        assertThat(post(reader).body())
                .contains("with the reference ABCD-1234. It had been recorded for the wrong person. We are sorry.")
                .contains("Your GP record: nothing is recorded now.", "The rest of the NHS and care: no")
                .contains("Elm Surgery still has to change this in its system.");
        announce(corrected(child, mother, false));
        assertThat(post(child).recipient()).isEqualTo("The parent or guardian of Omar Haddad");
        assertThat(post(child).body()).contains("Elm Surgery has nothing to change in its system.");
        assertThat(about(mother)).singleElement().returns("We have corrected a choice that you made", Message::subject);
        announce(corrected(parent, daughter, false));
        assertThat(post(daughter).body())
                .startsWith("Dear Clara Penrose,")
                .contains("recorded for Ada Penrose", "The GP record: nothing is recorded now.");
        assertThat(all()).allSatisfy(message -> assertThat(message.body()).doesNotContain("{"));
    }

    private static ChoiceCorrected corrected(PersonId subject, PersonId proxy, boolean toEnter) {
        return new ChoiceCorrected(
                subject,
                proxy,
                ELM,
                CorrectionReason.PERSON,
                "ABCD-1234",
                Set.of(OptOutType.TYPE_1, OptOutType.NATIONAL_DATA_OPT_OUT),
                Map.of(OptOutType.NATIONAL_DATA_OPT_OUT, ChoiceDecision.DO_NOT_ALLOW),
                toEnter,
                "EFGH-5678",
                AT);
    }

    @Test
    void saysWhatBecameOfADoubtAndLeavesACorrectionToItsOwnLetter() {
        var reader = person("Ng", "Dot", 40, "9 Elm Row", "dot@demo.example");
        var paper = person("Ng", "Dov", 80, "9 Elm Row", "");
        var child = person("Ng", "Dan", 8, "9 Elm Row", "");
        for (var person : List.of(reader, paper, child)) {
            for (var outcome : DoubtOutcome.values()) {
                announce(settled(person, outcome, ""));
                announce(settled(person, outcome, "You signed it here."));
            }
            assertThat(about(person)).allSatisfy(message -> assertThat(message.body())
                    .contains("ABCD-1234", "At 9:42 on 22 November 2026 we were told")
                    .doesNotContain("{"));
            assertThat(about(person)) // by post in any case: a stranger may be reading the e-mail
                    .filteredOn(message -> message.channel() == MessageChannel.POST)
                    .hasSize(4)
                    .filteredOn(message -> message.body().contains("The practice writes: You signed it here."))
                    .hasSize(2);
        }
        assertThat(about(reader))
                .filteredOn(message -> message.channel() == MessageChannel.EMAIL)
                .hasSize(4);
        assertThat(about(paper)).hasSize(4);
        assertThat(post(child).recipient()).isEqualTo("The parent or guardian of Dan Ng");
    }

    /** Whoever asked for somebody else is told, and nobody that they told us what somebody else did. */
    @Test
    void tellsWhoeverDoubtedForSomebodyElse() {
        var mother = person("Penrose", "Enid", 86, "3 Elm Row", "enid@demo.example");
        var daughter = person("Penrose", "Cora", 59, "52 Elm Row", "cora@demo.example");
        var son = person("Penrose", "Carl", 57, "53 Elm Row", "");
        for (var proxy : List.of(daughter, son)) {
            announce(settled(mother, DoubtOutcome.STANDS, "You signed it here.", proxy));
        }
        assertThat(about(mother)).hasSize(4).allSatisfy(message -> assertThat(message.subject() + message.body())
                .contains("About a choice that may not be yours", "we were told")
                .doesNotContain("You told", "you told"));
        assertThat(about(daughter))
                .singleElement()
                .returns("cora@demo.example", Message::recipient)
                .satisfies(message -> assertThat(message.subject()).doesNotContain("Penrose"));
        assertThat(about(son)).singleElement().returns("Carl Penrose", Message::recipient);
        assertThat(post(son).body()).startsWith("Dear Carl Penrose,");
        for (var proxy : List.of(daughter, son)) {
            assertThat(about(proxy).get(0).body())
                    .contains("you told us that the choice for Enid Penrose", "Elm Surgery settled this")
                    .contains("The practice writes: You signed it here.")
                    .doesNotContain("{");
        }
    }

    private static DoubtSettled settled(PersonId subject, DoubtOutcome outcome, String note) {
        return settled(subject, outcome, note, null);
    }

    private static DoubtSettled settled(PersonId subject, DoubtOutcome outcome, String note, PersonId proxy) {
        return new DoubtSettled(subject, ELM, "ABCD-1234", AT, outcome, note, AT.plus(Duration.ofMinutes(4)), proxy);
    }

    @Test
    void saysThatANothingIsEntered() {
        var reader = person("Ng", "Nil", 40, "9 Elm Row", "nil@demo.example");
        announce(new ChoiceApplied(reader, ELM, null, "ABCD-1234", AT, AT, null, false));
        assertThat(about(reader).get(0).body()).contains("Your GP record: nothing is recorded now.");
        announce(new ChoiceEntryUndone(reader, ELM, null, "EEEE-1234", AT, AT, true, null));
        assertThat(about(reader).get(0).body()).contains("Your GP record: nothing is recorded now.");
    }

    /** What is in force is said to be, also where somebody says that it was not theirs; and then that this is not settled. */
    @Test
    void saysThatAChoiceInDoubtIsInForceAndNotSettled() {
        var reader = person("Ng", "Ivo", 40, "9 Elm Row", "ivo@demo.example");
        announce(new ChoiceApplied(reader, ELM, ChoiceDecision.DO_NOT_ALLOW, "ABCD-1234", AT, AT, null, true));
        assertThat(about(reader).get(0).body())
                .contains("It is in force at your practice since", "Elm Surgery has not settled that yet.")
                .doesNotContain("{");
        var other = person("Ng", "Una", 40, "9 Elm Row", "una@demo.example");
        announce(new ChoiceApplied(other, ELM, ChoiceDecision.DO_NOT_ALLOW, "ABCD-1234", AT, AT, null, false));
        assertThat(about(other).get(0).body())
                .contains("research and planning.\n\nYou can change")
                .doesNotContain("not settled", "{");
    }

    private static ChoiceEntryUndone undone(PersonId subject, String receipt) {
        return new ChoiceEntryUndone(
                subject, ELM, ChoiceDecision.DO_NOT_ALLOW, receipt, AT, AT.plus(Duration.ofMinutes(4)), true, null);
    }

    /** Whoever chose for somebody hears what became of it, as they heard that it was saved. */
    @Test
    void tellsWhoeverChoseForSomebodyToo() {
        var mother = person("Haddad", "Rana", 38, "4 Elm Row", "rana@demo.example");
        var child = person("Haddad", "Samira", 7, "4 Elm Row", "");
        var uncle = person("Haddad", "Fadi", 50, "70 Elm Row", "");
        announce(new ChoiceApplied(child, ELM, ChoiceDecision.DO_NOT_ALLOW, "DDDD-0001", AT, AT, mother, false));
        assertThat(about(child)).singleElement().returns(MessageChannel.POST, Message::channel);
        assertThat(about(mother))
                .singleElement()
                .returns("A choice you made is now in force", Message::subject)
                .satisfies(message -> assertThat(message.body())
                        .contains("the choice for Samira Haddad", "The GP record: no, data from it")
                        .doesNotContain("your GP record"));
        goRound(postman(new ConcurrentLinkedQueue<>(), settings));

        announce(new ChoiceEntryUndone(
                child,
                ELM,
                ChoiceDecision.DO_NOT_ALLOW,
                "DDDD-0001",
                AT,
                AT.plus(Duration.ofMinutes(4)),
                true,
                mother));
        assertThat(about(mother).get(0)).returns("A choice you made is not in force at the moment", Message::subject);

        announce(new ChoiceApplied(child, ELM, ChoiceDecision.DO_NOT_ALLOW, "DDDD-0002", AT, AT, uncle, false));
        assertThat(post(uncle))
                .returns("Fadi Haddad", Message::recipient)
                .returns("A choice you made is now in force", Message::subject);
        assertThat(post(uncle).body()).startsWith("Dear Fadi Haddad,");
    }

    /** T5: the old address hears of the change, and learns neither the new one nor where the person is a patient. */
    @Test
    void tellsTheOldAddressThatARegisterHasAnother() {
        var oak = oak();
        var mia = person("Ng", "Mia", 40, "9 Elm Row", "mia@demo.example");
        var child = person("Ng", "Moe", 8, "9 Elm Row", "moe@demo.example");
        assertThat(about(mia)).isEmpty(); // whoever is new was reached no other way before
        registerAgain(oak, mia, "2 Oak Road", "thief@demo.example");
        registerAgain(oak, child, "2 Oak Road", "");

        assertThat(about(mia))
                .extracting(Message::kind, Message::channel, Message::recipient)
                .containsExactlyInAnyOrder(
                        tuple(MessageKind.PRACTICE_JOINED, MessageChannel.EMAIL, "thief@demo.example"),
                        tuple(MessageKind.PRACTICE_JOINED, MessageChannel.POST, "Mia Ng"),
                        tuple(MessageKind.CONTACT_REPLACED, MessageChannel.EMAIL, "mia@demo.example"),
                        tuple(MessageKind.CONTACT_REPLACED, MessageChannel.POST, "Mia Ng"));
        assertThat(about(mia))
                .filteredOn(message -> message.kind() == MessageKind.CONTACT_REPLACED)
                .allSatisfy(message -> assertThat(message.body())
                        .contains("no longer has this", "If it was not you")
                        .doesNotContain("Oak", "thief"));
        assertThat(about(mia))
                .filteredOn(message -> message.channel() == MessageChannel.POST)
                .extracting(Message::kind, Message::address)
                .containsExactlyInAnyOrder(
                        tuple(MessageKind.PRACTICE_JOINED, List.of("2 Oak Road", "QO1 3RD")),
                        tuple(MessageKind.CONTACT_REPLACED, List.of("9 Elm Row", "Elmhaven", "QE1 1AA")));
        assertThat(about(child))
                .extracting(Message::kind, Message::channel, Message::recipient, message -> message.address()
                        .get(0))
                .containsExactlyInAnyOrder(
                        tuple(
                                MessageKind.PRACTICE_JOINED,
                                MessageChannel.POST,
                                "The parent or guardian of Moe Ng",
                                "2 Oak Road"),
                        tuple(
                                MessageKind.CONTACT_REPLACED,
                                MessageChannel.POST,
                                "The parent or guardian of Moe Ng",
                                "9 Elm Row"));
    }

    /** T5: the e-mail address may be that of whoever takes somebody over, so that a letter says so too, where they live. */
    @Test
    void writesToWhoeverIsTakenOverAtTheirOwnAddress() {
        var oak = oak();
        var ria = person("Ng", "Ria", 80, "9 Elm Row", "");
        registerAt(oak, ria, "9 Elm Row,Elmhaven,,,QE1 1AA,thief@demo.example,,,,");

        assertThat(about(ria))
                .extracting(Message::kind, Message::channel, Message::recipient)
                .containsExactlyInAnyOrder(
                        tuple(MessageKind.PRACTICE_JOINED, MessageChannel.EMAIL, "thief@demo.example"),
                        tuple(MessageKind.PRACTICE_JOINED, MessageChannel.POST, "Ria Ng"));
        assertThat(post(ria).address()).containsExactly("9 Elm Row", "Elmhaven", "QE1 1AA");
        assertThat(post(ria).body())
                .contains("If you are not registered there", "We also tell you this by email")
                .doesNotContain("thief", "{");

        var homeless = person("Ng", "Rob", 50, "", "");
        registerAt(oak, homeless, ",,,,QE1 1AA,,,,,"); // nobody lives in a postcode
        assertThat(about(homeless)).singleElement().satisfies(message -> assertThat(message.address())
                .containsExactly("Care of Oak Road", "40 Oak Road", "QO1 3RD"));
        assertThat(post(homeless).body()).doesNotContain("by email");
        announce(saved(homeless, null));
        assertThat(post(homeless).address()).startsWith("Care of Oak Road");
    }

    /** T5: a first e-mail address is a new way to reach somebody, which they hear of where they were reached until now. */
    @Test
    void tellsByPostThatThereIsAnEmailAddress() {
        var pia = person("Ng", "Pia", 80, "9 Elm Row", "");
        registerAt(ELM, pia, "9 Elm Row,Elmhaven,,,QE1 1AA,pia@demo.example,,,,");
        assertThat(about(pia))
                .singleElement()
                .returns(MessageChannel.POST, Message::channel)
                .returns(List.of("9 Elm Row", "Elmhaven", "QE1 1AA"), Message::address)
                .returns("We now have an email address for you", Message::subject);
        assertThat(post(pia).body()).doesNotContain("pia@", "{");
    }

    /** T5: whoever opened it with somebody else's letter gave an e-mail address of their own, so it is said by post. */
    @Test
    void tellsByPostThatAnAccountWasOpened() {
        var ada = person("Ng", "Ada", 51, "9 Elm Row", "ada@demo.example");
        announce(new AccountOpened(ada, Instant.parse("2026-11-23T16:05:00Z")));
        assertThat(about(ada))
                .singleElement()
                .returns(MessageChannel.POST, Message::channel)
                .returns(MessageKind.ACCOUNT_NOTICE, Message::kind)
                .returns("An account was opened with your letter", Message::subject);
        assertThat(post(ada).body())
                .contains("an account was opened at 16:05 on 23 November 2026", "If it was not you, phone us")
                .doesNotContain("ada@", "{");
    }

    /** T5: a file that hides the new address does not keep a move to another practice from the old one, nor says what it was. */
    @Test
    void tellsTheOldAddressLittleWhereTheNewOneIsHidden() {
        var oak = oak();
        var eve = person("Ng", "Eve", 40, "9 Elm Row", "");
        var child = person("Ng", "Eli", 8, "9 Elm Row", "");
        for (var person : List.of(eve, child)) {
            registerAt(oak, person, "2 Oak Road,,,,QO1 3RD,,,,,yes");
            assertThat(about(person))
                    .filteredOn(message -> message.kind() == MessageKind.CONTACT_REPLACED)
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.address()).containsExactly("9 Elm Row", "Elmhaven", "QE1 1AA"))
                    .satisfies(message -> assertThat(message.subject() + message.body())
                            .contains("has changed", "this letter does not say what")
                            .doesNotContain("Oak", "address", "{"));
        }
        var wired = person("Ng", "Ewa", 40, "9 Elm Row", "ewa@demo.example");
        registerAt(oak, wired, "2 Oak Road,,,,QO1 3RD,ewa.elsewhere@demo.example,,,,yes");
        assertThat(about(wired))
                .filteredOn(message -> message.address().contains("ewa@demo.example"))
                .singleElement()
                .satisfies(message -> assertThat(message.subject() + message.body())
                        .contains("has changed", "this email does not say what")
                        .doesNotContain("Oak", "no longer", "{"));
    }

    /**
     * T5: whoever lives where somebody lived opens their post. What waits goes after them, what says that they left stays
     * there, and a code is not sent on. So also where nobody at the old address is told anything.
     */
    @Test
    void whatWaitsFollowsWhoeverMovesAndCodesDoNot() {
        for (var hidden : List.of("", "yes")) {
            var mover = person("Ng", "Moa", 40, "9 Elm Row", "");
            announce(saved(mover, null));
            announce(letterWithCode(mover, true));
            registerAt(ELM, mover, "3 Elm Row,,,,QE1 1AB,,,,," + hidden);
            assertThat(about(mover))
                    .filteredOn(message -> message.kind() == MessageKind.CHOICE_SAVED)
                    .singleElement()
                    .returns(List.of("3 Elm Row", "QE1 1AB"), Message::address)
                    .returns("Moa Ng", Message::recipient);
            assertThat(about(mover))
                    .filteredOn(message -> message.kind() == MessageKind.CONTACT_REPLACED)
                    .hasSize(hidden.isEmpty() ? 1 : 0)
                    .allSatisfy(message -> assertThat(message.address()).startsWith("9 Elm Row"));
            assertThat(waitingCodes(mover)).isZero();
        }
        var stayer = person("Ng", "Sol", 40, "9 Elm Row", "");
        announce(saved(stayer, null));
        announce(letterWithCode(stayer, true));
        registerAt(ELM, stayer, "9 ELM ROW,Elmhaven,,,qe11aa,sol@demo.example,,,,");
        assertThat(waitingCodes(stayer))
                .as("the same door, written in another way")
                .isOne();
    }

    /** Whoever has nowhere to live gets what waits where they are patients now. */
    @Test
    void whatWaitsGoesToThePracticeOfWhoeverHasNoAddress() {
        var oak = oak();
        var mover = person("Ng", "Mo", 40, "9 Elm Row", "");
        var homeless = person("Ng", "Hob", 40, "", "");
        for (var person : List.of(mover, homeless)) {
            announce(saved(person, null));
            registerAt(oak, person, ",,,,,,,,,");
            assertThat(about(person))
                    .filteredOn(message -> message.kind() == MessageKind.CHOICE_SAVED)
                    .singleElement()
                    .satisfies(message -> assertThat(message.address()).startsWith("Care of Oak Road"));
        }
    }

    /**
     * T4: "Codes in older letters stop working": no such letter is printed after that, wherever its person is registered by
     * now, and also if it could not be printed at the first try. Nobody reads it in the outbox either.
     */
    @Test
    void aLetterWhoseCodeIsVoidIsNotPrinted() {
        var person = person("Hale", "Wilna", 80, "28 Elm Row", "");
        for (var sql : List.of("attempts = 0", "attempts = 3", "practice = 'E99999'", "practice = null")) {
            announce(letterWithCode(person, false));
            new JdbcTemplate(PostgresForTests.owner(database))
                    .update(
                            "update letter.message set " + sql + " where person = ? and sent_at is null",
                            person.value());
            announce(new LetterCodesReplaced(List.of(person)));
            assertThat(waitingCodes(person)).as(sql).isZero();
        }
        assertThat(jdbc.sql("select distinct body from letter.message where person = ? and withdrawn_at is not null")
                        .param(person.value())
                        .query(String.class)
                        .list())
                .containsExactly("");
        var delivered = new ConcurrentLinkedQueue<UUID>();
        postman(delivered, settings).goRound(MessageChannel.POST);
        assertThat(delivered).isEmpty();
    }

    /** One that is in the postman's hand when its code becomes void may come out; that is noted, and it does not come again. */
    @Test
    void aLetterInHandWhenItsCodeBecomesVoidIsNotPrintedTwice() {
        var person = person("Hale", "Wilja", 80, "28 Elm Row", "");
        announce(letterWithCode(person, false));
        var inHand = outbox.takeUp(MessageChannel.POST, 1).get(0);
        announce(new LetterCodesReplaced(List.of(person)));
        outbox.sent(inHand.id(), true);
        assertThat(column(inHand.id(), "sent_at")).isNotNull();
        assertThat(waitingCodes(person)).isZero();
    }

    private int waitingCodes(PersonId person) {
        return jdbc.sql("""
                        select count(*) from letter.message where person = ? and kind = 'LETTER_CODE'
                            and sent_at is null and failed_at is null and withdrawn_at is null
                        """).param(person.value()).query(Integer.class).single();
    }

    private OdsCode oak() {
        var oak = new OdsCode("E85002");
        if (practiceLookup.find(oak).isEmpty()) {
            practices.add(oak, "Oak Road", List.of("40 Oak Road", "QO1 3RD"), "01632 960202");
        }
        return oak;
    }

    private void registerAgain(OdsCode practice, PersonId person, String street, String email) {
        registerAt(practice, person, street + ",,,,QO1 3RD," + email + ",,,,");
    }

    private void registerAt(OdsCode practice, PersonId person, String contact) {
        var row = jdbc.sql(
                        "select nhs_number || ',' || family_name || ',' || given_names || ',' || date_of_birth from person.person where id = ?")
                .param(person.value())
                .query(String.class)
                .single();
        load(practice, row + "," + contact);
    }

    @Test
    void saysSinceWhenAChoiceIsInForce() {
        var reader = person("Ng", "Mei", 40, "9 Elm Row", "mei@demo.example");
        var paper = person("Ng", "Bo", 80, "9 Elm Row", "");
        for (var person : List.of(reader, paper)) {
            announce(new ChoiceApplied(person, ELM, ChoiceDecision.DO_NOT_ALLOW, "ABCD-1234", AT, AT, null, false));
            assertThat(about(person)).singleElement().satisfies(message -> assertThat(message.body())
                    .contains("It is in force at your practice since 9:42 on 22 November 2026"));
        }
        assertThat(about(reader).get(0).channel()).isEqualTo(MessageChannel.EMAIL);
        assertThat(about(paper).get(0).channel()).isEqualTo(MessageChannel.POST);
    }

    @Test
    void writesEachPersonTheirOwnLetterWithTheCodeAloneInAParagraph() {
        var old = person("Hale", "Winifred", 80, "28 Elm Row", "");
        var child = person("Hale", "Tom", 9, "28 Elm Row", "");
        for (var person : List.of(old, child)) {
            announce(letterWithCode(person, false));
        }
        assertThat(MessageView.of(post(old), "", null).paragraphs())
                .filteredOn(MessageView.Paragraph::code)
                .singleElement()
                .returns("7KQ2-M4XD", MessageView.Paragraph::text);
        assertThat(post(old).body()).contains("until 20 December 2026");
        assertThat(post(child).body())
                .doesNotContain("7KQ2-M4XD"); // a code cannot show that a parent opened the letter
        assertThat(post(old).recipient()).isEqualTo("Winifred Hale");
        assertThat(post(child).recipient()).isEqualTo("The parent or guardian of Tom Hale");
    }

    /** T28: thousands of letters, which take a while to print, hold up no code that somebody waits for. */
    @Test
    void noEmailWaitsBehindLetters() {
        var first = person("Hale", "Wilma", 80, "28 Elm Row", "");
        for (int i = 0; i < 30; i++) {
            announce(letterWithCode(first, true));
        }
        announce(new AccountExists("quick@demo.example"));
        var delivered = new ConcurrentLinkedQueue<UUID>();
        postman(delivered, settings).goRound(MessageChannel.EMAIL);
        assertThat(delivered)
                .singleElement()
                .isEqualTo(to("quick@demo.example").get(0).id());
        postman(delivered, settings).goRound(MessageChannel.POST);
        assertThat(delivered).hasSize(31);
    }

    /** A round of letters is printed for an hour: that is no alarm. */
    @Test
    void lettersWithCodesAreNotLateOnTheirFirstDay() {
        var person = person("Hale", "Wanda", 80, "28 Elm Row", "");
        announce(letterWithCode(person, true));
        assertThat(outbox.waiting().messages()).isEqualTo(1);
        assertThat(outbox.waiting().longest()).isZero();
    }

    /** T28: of ten thousand letters none keeps one waiting that somebody asked for, nor an old release's. */
    @Test
    void nothingWaitsBehindWhatIsMadeByTheThousand() {
        var many = person("Hale", "Wendy", 80, "28 Elm Row", "");
        var one = person("Hale", "Wyn", 80, "29 Elm Row", "");
        for (int i = 0; i < 30; i++) {
            announce(letterWithCode(many, true));
        }
        announce(letterWithCode(one, false));
        assertThat(outbox.takeUp(MessageChannel.POST, 10))
                .hasSize(10)
                .filteredOn(message -> one.equals(message.person()))
                .hasSize(1);
        assertThat(outbox.takeUp(MessageChannel.POST, 50)).hasSize(21);
    }

    /** E-mails to thousands after a new register: the code with which somebody signs in goes before them. */
    @Test
    void noCodeWaitsBehindNoticesOfARegister() {
        var practice = new OdsCode("E85009");
        practices.add(practice, "Ash Surgery", List.of("1 Ash Row", "Elmhaven", "QE1 1AA"), "01632 960000");
        var number = nhsNumber();
        var row = number + ",Hale,Wilf,1950-02-03,28 Elm Row,Elmhaven,,,QE1 1AA,%s,,,,";
        load(practice, row.formatted("wilf.old@demo.example"));
        load(practice, row.formatted("wilf.new@demo.example"));
        announce(new CodeRequested(
                "after@demo.example", "654321", CodeRequested.Purpose.SECOND_FACTOR, Duration.ofMinutes(10)));
        var notices = jdbc.sql(
                        "select among_many from letter.message where kind = 'CONTACT_REPLACED' and sent_at is null")
                .query(Boolean.class)
                .list();
        assertThat(notices).isNotEmpty().doesNotContain(false);
        assertThat(outbox.takeUp(MessageChannel.EMAIL, 1))
                .singleElement()
                .returns("after@demo.example", Message::recipient);
    }

    /** T28: each look for what is due reads what is due, not what waits: a hundred thousand letters for tomorrow cost nothing. */
    @Test
    void findsWhatIsDueByAnIndexInItsOrder() {
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        owner.update("""
                insert into letter.message (id, kind, channel, practice, recipient, address, subject, body, among_many, due_at)
                select gen_random_uuid(), 'LETTER_CODE', 'POST', 'E8' || lpad((n % 400)::text, 4, '0'), 'x', 'x', 'x', 'x', n % 2 = 0,
                    clock_timestamp() + make_interval(hours => 1 + n % 20)
                from generate_series(1, 20000) n
                """);
        try {
            owner.execute("analyze letter.message");
            var plan = String.join("\n", owner.queryForList("""
                    explain select id from letter.message
                    where channel = 'POST' and among_many = true and due_at <= statement_timestamp()
                        and sent_at is null and failed_at is null and withdrawn_at is null
                    order by due_at limit 10
                    """, String.class));
            assertThat(plan)
                    .contains("message_to_send_in_order", "due_at <= statement_timestamp()")
                    .doesNotContain("Sort", "Filter");
            var ofOnePractice = String.join("\n", owner.queryForList("""
                    explain select count(*) from letter.message
                    where kind = 'LETTER_CODE' and practice = 'E80001'
                        and sent_at is null and failed_at is null and withdrawn_at is null
                    """, String.class));
            assertThat(ofOnePractice).contains("message_waiting_at_practice").doesNotContain("Seq Scan");
            owner.update("update letter.message set person = gen_random_uuid() where recipient = 'x'");
            owner.update("""
                    insert into letter.message (id, kind, channel, recipient, address, subject, body, created_at, sent_at, failed_at)
                    select gen_random_uuid(), 'LETTER_CODE', 'POST', 'x', 'x', 'x', '', clock_timestamp() - make_interval(mins => n % 60000),
                        case when n % 100 > 0 then clock_timestamp() end, case when n % 100 = 0 then clock_timestamp() end
                    from generate_series(1, 20000) n
                    """);
            owner.execute("analyze letter.message");
            for (var query : Map.of(
                            "message_waiting_for_person",
                            "person = any('{00000000-0000-4000-8000-000000000001, 00000000-0000-4000-8000-000000000002}'::uuid[]) and kind = 'LETTER_CODE' and failed_at is null and withdrawn_at is null",
                            "message_waiting_since",
                            "created_at >= now() - interval '2 days' and created_at < now() - interval '1 day' and failed_at is null and withdrawn_at is null",
                            "message_given_up",
                            "created_at >= now() - interval '2 days' and created_at < now() - interval '1 day' and failed_at is not null and withdrawn_at is null")
                    .entrySet()) {
                assertThat(String.join(
                                "\n",
                                owner.queryForList(
                                        "explain select * from letter.message where channel = 'POST' and sent_at is null and "
                                                + query.getValue(),
                                        String.class)))
                        .contains(query.getKey())
                        .doesNotContain("Seq Scan");
            }
        } finally {
            owner.update("delete from letter.message where recipient = 'x'");
        }
    }

    private PortalSettings production(Path home) {
        return new PortalSettings(datachoice.core.Mode.PRODUCTION, home, settings.baseUrl(), settings.clockOffset());
    }

    /** Whoever prints a folder knows that nothing is missing from it, and that nothing is put there any more. */
    @Test
    void marksTheFolderOfADayWhenItIsComplete(@TempDir Path home) throws IOException {
        var production = production(home);
        var printer = new PdfLetters(home.resolve("letters"), templates, renderer);
        var days = new LetterDays(outbox, production);
        days.mark();
        assertThat(home.resolve("letters")).doesNotExist();

        var person = person("Hale", "Wenna", 80, "28 Elm Row", "");
        var today = UkTime.today(Clock.systemUTC());
        var day = today.minusDays(3);
        for (int i = 0; i < 3; i++) {
            announce(letterWithCode(person, i == 0));
        }
        written(day);
        announce(letterWithCode(person, false)); // of today
        var waits = outbox.takeUp(MessageChannel.POST, 1).get(0);
        new Postman(outbox, List.of(printer), production).goRound(MessageChannel.POST);
        var folder = home.resolve("letters").resolve(day.toString());
        days.mark();
        assertThat(folder.resolve("complete")).as("one letter waits").doesNotExist();

        printer.send(waits);
        days.mark();
        assertThat(folder.resolve("complete"))
                .as("it is printed, but nobody knows")
                .doesNotExist();
        outbox.sent(waits.id(), true);
        days.mark();
        assertThat(folder.resolve("complete")).hasContent("letters 3\nstandard 3");
        assertThat(home.resolve("letters").resolve(today.toString())).isDirectoryNotContaining("glob:**complete");

        announce(letterWithCode(person, false));
        announce(letterWithCode(person, false));
        written(day);
        outbox.givenUp(outbox.takeUp(MessageChannel.POST, 1).get(0).id(), true);
        new Postman(outbox, List.of(printer), production).goRound(MessageChannel.POST);
        days.mark();
        try (var files = Files.list(folder.resolve("standard"))) {
            assertThat(files).as("as it was marked").hasSize(3);
        }
        var next = home.resolve("letters").resolve(day.plusDays(1).toString());
        assertThat(next.resolve("complete")).hasContent("letters 1\nstandard 1");

        Files.delete(folder.resolve("complete"));
        days.mark();
        assertThat(folder.resolve("complete")).hasContent("letters 3\nstandard 3\ngiven up 1");
    }

    /** A day whose folder takes no mark, or was moved away, keeps no other day from being marked. */
    @Test
    void oneBadDayKeepsNoOtherFromItsMark(@TempDir Path home) throws IOException {
        var production = production(home);
        var bad = Files.createDirectories(home.resolve("letters/2025-03-01/standard"));
        Files.createDirectories(bad.resolveSibling("complete.new").resolve("in the way"));
        var good = Files.createDirectories(home.resolve("letters/2025-03-02/standard"));
        Files.write(good.resolve("1.pdf"), new byte[0]);
        var days = new LetterDays(outbox, production);
        days.mark();
        assertThat(bad.resolveSibling("complete")).doesNotExist();
        assertThat(good.resolveSibling("complete")).hasContent("letters 1\nstandard 1");

        Files.delete(bad.resolveSibling("complete.new").resolve("in the way"));
        Files.delete(bad.resolveSibling("complete.new"));
        days.mark();
        assertThat(bad.resolveSibling("complete")).hasContent("letters 0");
    }

    /** Whoever counts the letters of a folder finds as many as its mark says. */
    @Test
    void countsALetterThatComesWhileTheDayIsCounted(@TempDir Path home) throws IOException {
        var production = production(home);
        var folder = Files.createDirectories(home.resolve("letters/2025-03-01/standard"));
        Files.write(folder.resolve("1.pdf"), new byte[0]);
        new LetterDays(outbox, production) {
            @Override
            void write(Path day, List<String> lines) throws IOException {
                Files.write(folder.resolve("2.pdf"), new byte[0]); // counted before, moved in now
                super.write(day, lines);
            }
        }.mark();
        assertThat(folder.resolveSibling("complete")).hasContent("letters 2\nstandard 2");
    }

    /** What was written since the last call was written on that day. */
    private void written(LocalDate day) {
        new JdbcTemplate(PostgresForTests.owner(database))
                .update(
                        "update letter.message set created_at = cast(? as timestamp) + interval '12 hours' where sent_at is null and failed_at is null and channel = 'POST'",
                        day);
    }

    private static LetterCodeIssued letterWithCode(PersonId person, boolean amongMany) {
        return new LetterCodeIssued(person, "7KQ2-M4XD", AT.plus(Duration.ofDays(28)), amongMany);
    }

    @Test
    void writesInCareOfThePracticeToWhoeverHasNoAddress() {
        var nowhere = person("Lund", "Aleš", 30, "", "");
        announce(saved(nowhere, null));
        assertThat(post(nowhere).address()).containsExactly("Care of Elm Surgery", "1 Elm Row", "Elmhaven", "QE1 1AA");
    }

    @Test
    void sendsCodesAndWarningsToTheAddressGiven() {
        for (var purpose : CodeRequested.Purpose.values()) {
            var address = purpose.name().toLowerCase() + "@demo.example";
            announce(new CodeRequested(address, "012345", purpose, Duration.ofMinutes(10)));
            assertThat(to(address)).singleElement().satisfies(message -> {
                assertThat(message.subject()).isEqualTo("Your security code").doesNotContain("012345");
                assertThat(message.body()).contains("\n\n012345\n\n").contains("10 minutes");
            });
        }
        announce(new AccountExists("known@demo.example"));
        assertThat(to("known@demo.example")).singleElement().returns("You already have an account", Message::subject);
    }

    @Test
    void saysWhatToDoWhereAnAddressHasAnAccountAlready() {
        announce(new AccountNotice(
                "vain@demo.example",
                AccountNotice.Kind.INVITED_IN_VAIN,
                "Lee Lead",
                "",
                Role.PRACTICE_STAFF,
                new OdsCode("E85001")));
        assertThat(to("vain@demo.example")).singleElement().satisfies(message -> {
            assertThat(message.subject()).isEqualTo("You are invited, but this address has an account already");
            assertThat(message.body())
                    .contains("as practice staff at Elm Surgery.", "Invited by: Lee Lead\n")
                    .contains("Give Lee Lead another email address of yours")
                    .contains("Give the account that you have another email address there.")
                    .doesNotContain("{");
        });
        announce(AccountNotice.toOwner("wanted@demo.example", AccountNotice.Kind.ADDRESS_WANTED));
        assertThat(to("wanted@demo.example")).singleElement().satisfies(message -> {
            assertThat(message.subject()).isEqualTo("Someone wanted to use your email address");
            assertThat(message.body())
                    .contains("nothing was changed", "If it was not you, you need do nothing.")
                    .doesNotContain("open an account", "{");
        });
        announce(new InvitationIssued(
                "new@demo.example",
                "7KQ2-M4XD-9TBH-3WPE",
                Role.PRACTICE_LEAD,
                new OdsCode("E85001"),
                "Abe Keeper",
                clock.instant()));
        assertThat(to("new@demo.example")).singleElement().satisfies(message -> assertThat(message.body())
                .contains("as practice lead at Elm Surgery.\n\nInvited by: Abe Keeper\n\nTo open")
                .doesNotContain("{"));
    }

    @Test
    void writesNothingWhenTheFactIsTakenBack() {
        var zoe = person("Ng", "Zoe", 40, "9 Elm Row", "zoe.ng@demo.example");
        transaction.executeWithoutResult(status -> {
            events.publishEvent(saved(zoe, null));
            status.setRollbackOnly();
        });
        assertThat(about(zoe)).isEmpty();
        assertThatThrownBy(() -> events.publishEvent(new AccountExists("x@demo.example")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void deliversEachMessageOnceThoughManyPostmenWorkAtOnce() throws Exception {
        for (int i = 0; i < 100; i++) {
            announce(new AccountExists("many" + i + "@demo.example"));
        }
        var delivered = new ConcurrentLinkedQueue<UUID>();
        var threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> goRound(postman(delivered, settings)));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(delivered).hasSize(100).doesNotHaveDuplicates();
        goRound(postman(delivered, settings));
        assertThat(delivered).hasSize(100);
    }

    /** A newer release may write what this one cannot read; it must not keep the rest from being sent. */
    @Test
    void leavesKindsOfALaterReleaseToIt() {
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        var kinds = owner.queryForObject(
                "select pg_get_constraintdef(oid) from pg_constraint where conname = 'message_kind_known'",
                String.class);
        announce(new AccountExists("later@demo.example"));
        announce(new AccountExists("now@demo.example"));
        var later = to("later@demo.example").get(0).id();
        var now = to("now@demo.example").get(0).id();
        owner.execute("alter table letter.message drop constraint message_kind_known");
        owner.update(
                "update letter.message set kind = 'OF_LATER', due_at = now() - interval '1 day' where id = ?", later);
        try {
            goRound(new Postman(outbox, List.of(new FailingSender()), settings));
            assertThat(column(later, "attempts")).isEqualTo(0);
            assertThat(column(now, "attempts")).isEqualTo(1);
        } finally {
            owner.update("delete from letter.message where id = ?", later);
            owner.execute("alter table letter.message add constraint message_kind_known " + kinds);
        }
    }

    @Test
    void triesAgainLaterAndGivesUpInTheEnd() {
        announce(new AccountExists("unreachable@demo.example"));
        var id = to("unreachable@demo.example").get(0).id();
        var broken = new Postman(outbox, List.of(new FailingSender()), settings);
        for (int i = 1; i <= Postman.MOST_ATTEMPTS; i++) {
            goRound(broken);
            goRound(broken); // not due again so soon
            assertThat(column(id, "attempts")).isEqualTo(i);
            jdbc.sql("update letter.message set due_at = clock_timestamp() where id = ?")
                    .param(id)
                    .update();
        }
        assertThat(column(id, "failed_at")).isNotNull();
        goRound(broken);
        assertThat(column(id, "attempts")).isEqualTo(Postman.MOST_ATTEMPTS);
    }

    /** D4: a disk that is full for a day costs nobody their letter, whose code is known nowhere else. */
    @Test
    void lettersAreTriedUntilThereIsRoomForThem() {
        var person = person("Hale", "Wanja", 80, "28 Elm Row", "");
        announce(letterWithCode(person, true));
        announce(letterWithCode(person, true));
        var full = new Postman(outbox, List.of(new FullDisk()), settings);
        for (int i = 1; i <= Postman.MOST_ATTEMPTS + 2; i++) {
            full.goRound(MessageChannel.POST);
            jdbc.sql("update letter.message set due_at = clock_timestamp() where sent_at is null and channel = 'POST'")
                    .update();
        }
        assertThat(about(person)).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.attempts()).isEqualTo(Postman.MOST_ATTEMPTS + 2);
            assertThat(column(letter.id(), "failed_at")).isNull();
            assertThat(letter.body()).contains("7KQ2-M4XD");
        });
        for (int i = 0; i < 30; i++) {
            announce(letterWithCode(person, true));
        }
        full.goRound(MessageChannel.POST);
        assertThat(about(person).stream().filter(letter -> letter.attempts() == 0))
                .as("nobody tries what cannot be written thirty times")
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void forgetsCodesOnceTheyAreSentButNotInTheDemo() {
        var production = new PortalSettings(
                datachoice.core.Mode.PRODUCTION, settings.home(), settings.baseUrl(), settings.clockOffset());
        for (var mode : List.of(production, settings)) {
            var address = mode.mode().name().toLowerCase() + "@demo.example";
            announce(new CodeRequested(address, "654321", CodeRequested.Purpose.SECOND_FACTOR, Duration.ofMinutes(10)));
            announce(new AccountExists(address));
            goRound(postman(new ConcurrentLinkedQueue<>(), mode));
        }
        assertThat(to("production@demo.example"))
                .filteredOn(m -> m.kind() == MessageKind.EMAIL_CODE)
                .singleElement()
                .returns("", Message::body);
        assertThat(to("production@demo.example"))
                .filteredOn(m -> m.kind() == MessageKind.ACCOUNT_EXISTS)
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isNotEmpty());
        assertThat(to("demo@demo.example"))
                .allSatisfy(message -> assertThat(message.body()).isNotEmpty());
    }

    private static void goRound(Postman postman) {
        for (var channel : MessageChannel.values()) {
            postman.goRound(channel);
        }
    }

    private static Postman postman(Outbox outbox, Queue<UUID> delivered, PortalSettings settings) {
        return new Postman(
                outbox,
                List.of(new Recorder(MessageChannel.EMAIL, delivered), new Recorder(MessageChannel.POST, delivered)),
                settings);
    }

    private Postman postman(Queue<UUID> delivered, PortalSettings mode) {
        return postman(outbox, delivered, mode);
    }

    private record Recorder(MessageChannel channel, Queue<UUID> delivered) implements MessageSender {
        @Override
        public void send(Message message) {
            delivered.add(message.id());
        }
    }

    private static class FullDisk implements MessageSender {
        @Override
        public MessageChannel channel() {
            return MessageChannel.POST;
        }

        @Override
        public void send(Message message) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    private static class FailingSender implements MessageSender {
        @Override
        public MessageChannel channel() {
            return MessageChannel.EMAIL;
        }

        @Override
        public void send(Message message) {
            throw new IllegalStateException("no route to host");
        }
    }

    private ChoiceRecorded saved(PersonId subject, PersonId proxy) {
        return saved(subject, proxy, AtPractice.TO_ENTER);
    }

    private ChoiceRecorded saved(PersonId subject, PersonId proxy, AtPractice atPractice) {
        return new ChoiceRecorded(
                subject,
                proxy,
                proxy == null
                        ? null
                        : as(signedIn(proxy), () -> relations
                                .between(proxy, subject)
                                .orElseThrow()
                                .role()),
                Map.of(
                        OptOutType.NATIONAL_DATA_OPT_OUT, ChoiceDecision.ALLOW,
                        OptOutType.TYPE_1, ChoiceDecision.DO_NOT_ALLOW),
                Optional.of(ELM),
                atPractice,
                null,
                "ABCD-1234",
                1,
                AT);
    }

    private void announce(Object event) {
        transaction.executeWithoutResult(status -> events.publishEvent(event));
    }

    private PersonId person(String family, String given, int age, String street, String email) {
        var born = UkTime.today(clock).minusYears(age).minusDays(30);
        var number = nhsNumber();
        load(
                ELM,
                String.join(
                        ",",
                        number,
                        family,
                        given,
                        born.toString(),
                        street,
                        street.isEmpty() ? "" : "Elmhaven",
                        "",
                        "",
                        street.isEmpty() ? "" : "QE1 1AA",
                        email,
                        "",
                        "",
                        "",
                        ""));
        return jdbc.sql("select id from person.person where nhs_number = ?")
                .param(number)
                .query(UUID.class)
                .optional()
                .map(PersonId::new)
                .orElseThrow();
    }

    private void load(OdsCode practice, String row) {
        var csv =
                "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,mobile,language,format,address_hidden\n"
                        + row;
        register.load(
                register.check(practice, "one.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)))
                        .id());
    }

    private List<Message> about(PersonId person) {
        return all().stream().filter(message -> person.equals(message.person())).toList();
    }

    private Message post(PersonId person) {
        return about(person).stream()
                .filter(message -> message.channel() == MessageChannel.POST)
                .findFirst()
                .orElseThrow();
    }

    private List<Message> to(String address) {
        return all().stream()
                .filter(message -> message.recipient().equals(address))
                .toList();
    }

    private List<Message> all() {
        return outbox.newest("", 0, 100_000);
    }

    private Object column(UUID id, String name) {
        return jdbc.sql("select " + name + " as value from letter.message where id = ?")
                .param(id)
                .query()
                .singleRow()
                .get("value");
    }

    private static String nhsNumber() {
        while (true) {
            var stem = "999" + next++;
            for (int digit = 0; digit < 10; digit++) {
                if (NhsNumber.holds(stem + digit)) {
                    return stem + digit;
                }
            }
        }
    }
}
