package datachoice.letter;

import datachoice.choice.ChoiceApplied;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.ChoiceRecorded;
import datachoice.choice.OptOutType;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.PortalSettings;
import datachoice.core.UkTime;
import datachoice.identity.AccountExists;
import datachoice.identity.CodeRequested;
import datachoice.identity.LetterCodeIssued;
import datachoice.person.Confirmation.ToProxy;
import datachoice.person.PersonContacts;
import datachoice.person.PersonContacts.ContactView;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import datachoice.practice.PracticeLookup;
import datachoice.practice.PracticeView;
import datachoice.publication.OperatorLookup;
import datachoice.publication.OperatorView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what is told to whom. A saved choice is always confirmed by post to the address on record, so that a choice made
 * behind somebody's back does not stay hidden; e-mail comes on top. Links lead to the configured address of the portal
 * and nowhere else, and no text holds an NHS number.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class LetterWriter {
    private final Outbox outbox;
    private final Words words;
    private final PersonLookup people;
    private final PersonContacts contacts;
    private final PracticeLookup practices;
    private final OperatorLookup operators;
    private final PortalSettings settings;
    private final Clock clock;

    LetterWriter(
            Outbox outbox,
            Words words,
            PersonLookup people,
            PersonContacts contacts,
            PracticeLookup practices,
            OperatorLookup operators,
            PortalSettings settings,
            Clock clock) {
        this.outbox = outbox;
        this.words = words;
        this.people = people;
        this.contacts = contacts;
        this.practices = practices;
        this.operators = operators;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whom a message is about, and how to reach them. */
    private record Reader(PersonView person, ContactView contact, boolean decidesAlone) {
        /** Which of two wordings: to the person, or to the parent or guardian of a child. */
        String wording() {
            return decidesAlone ? "" : ".other";
        }
    }

    /** Confirms a choice: to the person, or the parent or guardian of a child, and to whoever chose for them. */
    @EventListener
    void write(ChoiceRecorded choice) {
        var reader = reader(choice.subject());
        var values = values(reader.person());
        values.put("reference", choice.receipt());
        values.put("saved_at", UkTime.date(choice.recordedAt()) + " at " + UkTime.time(choice.recordedAt()));
        values.put("practice", practiceName(choice.practice()));
        values.put("who_chose", words.text("letter.who-chose." + whoChose(choice), values));
        values.put("choice", lines(choicePrefix(reader), choice.decisions(), values));
        values.put("from_when", lines("letter.from-when.", choice.decisions(), values));
        post(MessageKind.CHOICE_SAVED, reader, "letter.choice-confirmation" + reader.wording(), values);
        var confirmation = contacts.confirmation(choice.subject(), choice.proxy());
        confirmation
                .email()
                .ifPresent(address -> email(
                        MessageKind.CHOICE_SAVED, choice.subject(), address, "letter.choice-confirmation", values));
        if (choice.proxy() != null) {
            tellProxy(choice.proxy(), confirmation.proxy().orElseThrow(), choice, values);
        }
    }

    private void tellProxy(PersonId proxy, ToProxy how, ChoiceRecorded choice, Map<String, String> values) {
        values.put("choice", lines("letter.choice.other.", choice.decisions(), values));
        if (how.email().isPresent()) {
            email(MessageKind.CHOICE_SAVED, proxy, how.email().get(), "letter.choice-confirmation.other", values);
        } else if (!how.sharesLetter()) {
            var reader = reader(proxy);
            values.put("proxy_name", reader.contact().name());
            post(MessageKind.CHOICE_SAVED, reader, "letter.choice-confirmation.proxy", values);
        } // else: the letter to the parent or guardian of the child comes to this very address
    }

    /** Says since when a choice is in force: by e-mail where there is an address, else by post. */
    @EventListener
    void write(ChoiceApplied applied) {
        var reader = reader(applied.subject());
        var values = values(reader.person());
        values.put("reference", applied.receipt());
        values.put("practice", practiceName(Optional.of(applied.practice())));
        values.put("applied_at", UkTime.moment(applied.appliedAt()));
        values.put("choice", lines(choicePrefix(reader), Map.of(OptOutType.TYPE_1, applied.decision()), values));
        var email = reader.contact().email().filter(address -> reader.decidesAlone());
        if (email.isPresent()) {
            email(MessageKind.CHOICE_APPLIED, applied.subject(), email.get(), "letter.applied", values);
        } else {
            post(MessageKind.CHOICE_APPLIED, reader, "letter.applied" + reader.wording(), values);
        }
    }

    /** The personal letter that lets somebody choose without an account. */
    @EventListener
    void write(LetterCodeIssued issued) {
        var reader = reader(issued.person());
        var values = values(reader.person());
        values.put("code", issued.code());
        values.put("expires", UkTime.date(issued.expiresAt()));
        post(MessageKind.LETTER_CODE, reader, "letter.letter-code" + reader.wording(), values);
    }

    @EventListener
    void write(CodeRequested requested) {
        var values = values(null);
        values.put("code", requested.code());
        values.put("minutes", String.valueOf(requested.lasts().toMinutes()));
        values.put("purpose", words.text("letter.email-code.purpose." + requested.purpose(), values));
        email(MessageKind.EMAIL_CODE, null, requested.email(), "letter.email-code", values);
    }

    @EventListener
    void write(AccountExists exists) {
        email(MessageKind.ACCOUNT_EXISTS, null, exists.email(), "letter.account-exists", values(null));
    }

    private void post(MessageKind kind, Reader reader, String key, Map<String, String> values) {
        var person = reader.person();
        var address = reader.contact().address().isEmpty()
                ? careOfPractice(person)
                : reader.contact().address();
        if (address.isEmpty()) {
            return; // no home on record and no practice: there is nowhere to send a letter to
        }
        outbox.put(
                kind,
                MessageChannel.POST,
                person.id(),
                words.line("letter.addressee" + reader.wording(), Map.of("name", person.fullName())),
                address.stream().map(Words::oneLine).toList(),
                reader.contact().format(),
                words.line(key + ".post.subject", values),
                words.text(key + ".post.body", values));
    }

    private void email(
            MessageKind kind, @Nullable PersonId person, String address, String key, Map<String, String> values) {
        outbox.put(
                kind,
                MessageChannel.EMAIL,
                person,
                address,
                List.of(address),
                "STANDARD",
                words.line(key + ".email.subject", values),
                words.text(key + ".email.body", values));
    }

    /** Whoever has no address on record gets letters where they are patients. */
    private List<String> careOfPractice(PersonView person) {
        return person.practice()
                .flatMap(practices::find)
                .map(practice -> {
                    var lines = new ArrayList<String>();
                    lines.add(words.line("letter.care-of", Map.of("practice", practice.name())));
                    lines.addAll(practice.address());
                    return List.copyOf(lines);
                })
                .orElse(List.of());
    }

    private Reader reader(PersonId id) {
        var person = people.find(id).orElseThrow();
        return new Reader(person, contacts.find(id).orElseThrow(), person.decidesAlone(UkTime.today(clock)));
    }

    private Map<String, String> values(@Nullable PersonView person) {
        var values = new HashMap<String, String>();
        var operator = operators.operator();
        values.put("base_url", settings.link(""));
        values.put(
                "operator_name",
                operator.map(OperatorView::name).orElseGet(() -> words.text("letter.operator.name", Map.of())));
        values.put(
                "operator_phone",
                operator.map(OperatorView::phone).orElseGet(() -> words.text("letter.operator.phone", Map.of())));
        values.put("operator_hours", operator.map(OperatorView::phoneHours).orElseGet(() -> settings.link("/contact")));
        if (person != null) {
            values.put("name", Words.oneLine(person.fullName()));
        }
        return values;
    }

    private static String whoChose(ChoiceRecorded choice) {
        var role = choice.proxyRole();
        return role == null ? "self" : role.name();
    }

    private static String choicePrefix(Reader reader) {
        return reader.decidesAlone() ? "letter.choice." : "letter.choice.other.";
    }

    /** One line for each part that was answered, the GP record first. */
    private String lines(String prefix, Map<OptOutType, ChoiceDecision> decisions, Map<String, String> values) {
        var lines = new ArrayList<String>();
        new EnumMap<>(decisions)
                .forEach((type, decision) -> lines.add(words.text(prefix + type + "." + decision, values)));
        return String.join("\n", lines);
    }

    private String practiceName(Optional<OdsCode> code) {
        return Words.oneLine(code.flatMap(practices::find)
                .map(PracticeView::name)
                .orElseGet(() -> words.text("letter.practice", Map.of())));
    }
}
