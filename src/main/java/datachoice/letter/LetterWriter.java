package datachoice.letter;

import datachoice.choice.AtPractice;
import datachoice.choice.ChoiceApplied;
import datachoice.choice.ChoiceCorrected;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.ChoiceEntryUndone;
import datachoice.choice.ChoiceRecorded;
import datachoice.choice.ChoiceReplaced;
import datachoice.choice.DoubtOutcome;
import datachoice.choice.DoubtSettled;
import datachoice.choice.OptOutType;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.PortalSettings;
import datachoice.core.UkTime;
import datachoice.identity.AccountExists;
import datachoice.identity.AccountNotice;
import datachoice.identity.AccountOpened;
import datachoice.identity.CodeRequested;
import datachoice.identity.Colleagues;
import datachoice.identity.InvitationIssued;
import datachoice.identity.LetterCodeIssued;
import datachoice.identity.LetterCodesReplaced;
import datachoice.letter.Outbox.Draft;
import datachoice.person.Confirmation;
import datachoice.person.Confirmation.Post;
import datachoice.person.Confirmation.ToProxy;
import datachoice.person.PeopleMovedHouse;
import datachoice.person.PersonContacts;
import datachoice.person.PersonContacts.ContactView;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import datachoice.person.ProxyRole;
import datachoice.person.RegisterNotices;
import datachoice.person.RightEnd;
import datachoice.person.RightEnded;
import datachoice.person.RightRecorded;
import datachoice.practice.PracticeLookup;
import datachoice.practice.PracticeView;
import datachoice.publication.DraftHeld;
import datachoice.publication.OperatorLookup;
import datachoice.publication.OperatorView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what is told to whom: to the person as "you", to whoever chose for them by the person's name. A saved choice is
 * always confirmed by post to the address on record, so that a choice made behind somebody's back does not stay hidden;
 * e-mail comes on top. Links lead to the configured address of the portal and nowhere else, and no text holds an NHS number.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class LetterWriter {
    /** What is said by post about a register. */
    private static final Map<RegisterNotices.Kind, String> KEYS = Map.of(
            RegisterNotices.Kind.PRACTICE_JOINED, "letter.joined",
            RegisterNotices.Kind.CONTACT_REPLACED, "letter.replaced",
            RegisterNotices.Kind.CONTACT_REPLACED_QUIETLY, "letter.replaced-quietly",
            RegisterNotices.Kind.EMAIL_ADDED, "letter.email-added");

    private final Outbox outbox;
    private final Words words;
    private final PersonLookup people;
    private final PersonContacts contacts;
    private final PracticeLookup practices;
    private final OperatorLookup operators;
    private final Colleagues colleagues;
    private final PortalSettings settings;
    private final Clock clock;

    LetterWriter(
            Outbox outbox,
            Words words,
            PersonLookup people,
            PersonContacts contacts,
            PracticeLookup practices,
            OperatorLookup operators,
            Colleagues colleagues,
            PortalSettings settings,
            Clock clock) {
        this.outbox = outbox;
        this.words = words;
        this.people = people;
        this.contacts = contacts;
        this.practices = practices;
        this.operators = operators;
        this.colleagues = colleagues;
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

    /** The saved choice in the words of one reader. */
    private record Wording(String choice, String whoChose, String told, String byPost) {}

    /** Nobody needs to hear of a choice that was changed before they could. */
    @EventListener
    void withdraw(ChoiceReplaced older) {
        outbox.withdraw(MessageKind.CHOICE_SAVED, older.receipt());
    }

    /** Nobody needs a letter whose code is void before it is printed. */
    @EventListener
    void withdraw(LetterCodesReplaced older) {
        outbox.withdrawCodes(older.people());
    }

    /** A letter that waits, such as a confirmation until midnight, is for nobody who lives where its reader lived. */
    @EventListener
    void redirect(PeopleMovedHouse moved) {
        for (var person : outbox.awaitingPost(moved.people())) {
            outbox.redirect(person, address(reader(person)));
        }
    }

    /** Confirms a choice: to the person, or the parent or guardian of a child, and to whoever chose for them. */
    @EventListener
    void write(ChoiceRecorded choice) {
        var reader = reader(choice.subject());
        var confirmation = contacts.confirmation(choice.subject(), choice.proxy());
        var values = values(reader.person());
        values.put("reference", choice.receipt());
        values.put("saved_at", UkTime.moment(choice.recordedAt()));
        values.put("practice", practiceName(choice.practice()));
        fill(values, toSubject(choice, reader, confirmation), choice);
        post(MessageKind.CHOICE_SAVED, reader, "letter.choice-confirmation" + reader.wording(), values);
        confirmation
                .email()
                .ifPresent(address -> email(
                        MessageKind.CHOICE_SAVED, choice.subject(), address, "letter.choice-confirmation", values));
        if (choice.proxy() != null) {
            fill(values, toProxy(confirmation), choice);
            tellProxy(
                    MessageKind.CHOICE_SAVED,
                    choice.proxy(),
                    confirmation.proxy().orElseThrow(),
                    "letter.choice-confirmation",
                    values);
        }
    }

    private void tellProxy(MessageKind kind, PersonId proxy, ToProxy how, String key, Map<String, String> values) {
        if (how.email().isPresent()) {
            email(kind, proxy, how.email().get(), key + ".other", values);
        } else if (!how.sharesLetter()) {
            var reader = reader(proxy);
            values.put("proxy_name", reader.contact().name());
            post(kind, reader, key + ".proxy", values);
        } // else: the letter to the parent or guardian of the child comes to this very address
    }

    /** Who keyed it and from what, for what came to a practice; then by whose right, if somebody else chose. */
    private String whoChose(Wording wording, ChoiceRecorded choice, Map<String, String> values) {
        var keyed = choice.keyed();
        if (keyed == null) {
            return words.text("letter.who-chose." + wording.whoChose(), values);
        }
        values.put("keyed_by", practiceName(Optional.of(keyed.practice())));
        values.put("keyed_date", UkTime.date(keyed.decidedOn()));
        var how = words.text("letter.keyed." + keyed.channel(), values);
        return choice.proxy() == null ? how : how + " " + words.text("letter.who-chose." + wording.whoChose(), values);
    }

    /**
     * Says what was wrong and what stands now: to the person, or the parent or guardian of a child, and to whoever had chosen
     * for them. What had not been sent about the wrong choice is not sent any more.
     */
    @EventListener
    void write(ChoiceCorrected correction) {
        var reader = reader(correction.subject());
        var confirmation = contacts.confirmation(correction.subject(), correction.proxy());
        var values = values(reader.person());
        values.put("reference", correction.receipt());
        values.put("corrected", correction.corrected());
        values.put("corrected_at", UkTime.moment(correction.correctedAt()));
        values.put("practice", practiceName(Optional.of(correction.practice())));
        values.put("why", words.text("letter.corrected.why." + correction.why(), values));
        values.put("then", words.text("letter.corrected.then." + (correction.toEnter() ? "enter" : "nothing"), values));
        values.put("choice", standing(reader.decidesAlone() ? "you" : "other", correction, values));
        post(MessageKind.CHOICE_CORRECTED, reader, "letter.corrected" + reader.wording(), values);
        confirmation
                .email()
                .ifPresent(address ->
                        email(MessageKind.CHOICE_CORRECTED, correction.subject(), address, "letter.corrected", values));
        if (correction.proxy() != null) {
            values.put("choice", standing("other", correction, values));
            tellProxy(
                    MessageKind.CHOICE_CORRECTED,
                    correction.proxy(),
                    confirmation.proxy().orElseThrow(),
                    "letter.corrected",
                    values);
        }
    }

    /** One line for each part that was corrected, the GP record first. */
    private String standing(String wording, ChoiceCorrected correction, Map<String, String> values) {
        return correction.types().stream()
                .sorted()
                .map(type -> line("letter.choice." + wording + ".", type, correction.standing(type), values))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Says what became of it that somebody said a choice was not theirs: to the person, or the parent or guardian of a child,
     * and to whoever said so for them. A correction has a letter of its own.
     */
    @EventListener
    void write(DoubtSettled doubt) {
        if (doubt.outcome() == DoubtOutcome.CORRECTED) {
            return;
        }
        var reader = reader(doubt.subject());
        var values = values(reader.person());
        values.put("reference", doubt.receipt());
        values.put("told_at", UkTime.moment(doubt.toldAt()));
        values.put("settled_at", UkTime.moment(doubt.settledAt()));
        values.put("practice", practiceName(Optional.of(doubt.practice())));
        values.put("note", doubt.note());
        values.put(
                "outcome",
                words.text(
                        "letter.doubt.outcome." + doubt.outcome()
                                + (doubt.note().isEmpty() ? "" : ".note"),
                        values));
        // By post in any case: whoever made a choice that was not theirs may be reading their e-mail.
        post(MessageKind.DOUBT_SETTLED, reader, "letter.doubt" + reader.wording(), values);
        reader.contact()
                .email()
                .filter(address -> reader.decidesAlone())
                .ifPresent(address ->
                        email(MessageKind.DOUBT_SETTLED, reader.person().id(), address, "letter.doubt", values));
        if (doubt.proxy() != null) {
            tellProxy(
                    MessageKind.DOUBT_SETTLED,
                    doubt.proxy(),
                    contacts.confirmation(doubt.subject(), doubt.proxy())
                            .proxy()
                            .orElseThrow(),
                    "letter.doubt",
                    values);
        }
    }

    private static Wording toSubject(ChoiceRecorded choice, Reader reader, Confirmation confirmation) {
        return new Wording(
                reader.decidesAlone() ? "you" : "other",
                whoChose(choice),
                "you",
                confirmation.letter() == Post.NOWHERE ? "none" : "you");
    }

    private static Wording toProxy(Confirmation confirmation) {
        var subject = confirmation.toParent() ? "parent" : "other";
        return new Wording("other", "you", subject, confirmation.letter() == Post.NOWHERE ? "none" : subject);
    }

    private void fill(Map<String, String> values, Wording wording, ChoiceRecorded choice) {
        values.put("who_chose", whoChose(wording, choice, values));
        values.put("told", words.text("letter.told." + wording.told(), values));
        values.put("by_post", words.text("letter.by-post." + wording.byPost(), values));
        values.put("choice", lines("letter.choice." + wording.choice() + ".", "", choice.decisions(), values));
        var atPractice = choice.atPractice() == null ? AtPractice.TO_ENTER : choice.atPractice();
        values.put(
                "from_when",
                lines("letter.from-when." + wording.choice() + ".", "." + atPractice, choice.decisions(), values));
    }

    /** Says since when a choice is in force: by e-mail where there is an address, else by post. */
    @EventListener
    void write(ChoiceApplied applied) {
        outbox.withdraw(MessageKind.ENTRY_UNDONE, applied.receipt());
        var reader = reader(applied.subject());
        var values = values(reader, applied.receipt(), applied.practice(), applied.decision());
        values.put("applied_at", UkTime.moment(applied.appliedAt()));
        values.put("in_doubt", applied.inDoubt() ? words.text("letter.applied.in-doubt", values) : "");
        emailOrPost(MessageKind.CHOICE_APPLIED, reader, "letter.applied", values);
        tellProxyToo(
                MessageKind.CHOICE_APPLIED,
                reader.person(),
                applied.proxy(),
                "letter.applied",
                applied.decision(),
                values);
    }

    /** Says that a choice is not in force after all, the way that said it was; nothing if that has not gone out yet. */
    @EventListener
    void write(ChoiceEntryUndone undone) {
        if (outbox.withdraw(MessageKind.CHOICE_APPLIED, undone.receipt()) == Outbox.Withdrawal.IN_TIME) {
            return;
        }
        var reader = reader(undone.subject());
        var values = values(reader, undone.receipt(), undone.practice(), undone.decision());
        values.put("applied_at", UkTime.moment(undone.appliedAt()));
        values.put("undone_at", UkTime.moment(undone.undoneAt()));
        values.put("then", words.text("letter.undone.then." + (undone.newest() ? "wait" : "newer"), values));
        emailOrPost(MessageKind.ENTRY_UNDONE, reader, "letter.undone", values);
        tellProxyToo(
                MessageKind.ENTRY_UNDONE, reader.person(), undone.proxy(), "letter.undone", undone.decision(), values);
    }

    /** Whoever chose for somebody wants to know what became of it, as long as they may choose for them. */
    private void tellProxyToo(
            MessageKind kind,
            PersonView subject,
            @Nullable PersonId proxy,
            String key,
            @Nullable ChoiceDecision decision,
            Map<String, String> values) {
        if (proxy != null) {
            values.put(
                    "choice", line("letter.choice.other.", OptOutType.TYPE_1, Optional.ofNullable(decision), values));
            tellProxy(
                    kind,
                    proxy,
                    contacts.confirmation(subject.id(), proxy).proxy().orElseThrow(),
                    key,
                    values);
        }
    }

    /**
     * Says where people are registered from now on, by post in any case: the e-mail address may be that of whoever took them
     * over. And, the way they were reached until now, that a register has another one. That one is not named, and neither is
     * the practice: whoever opens the post at the old address may be the reason for the new one.
     */
    @EventListener
    void write(RegisterNotices register) {
        var values = values(null);
        values.put("practice", practiceName(Optional.of(register.practice())));
        var drafts = new ArrayList<Draft>();
        for (var notice : register.notices()) {
            boolean joined = notice.kind() == RegisterNotices.Kind.PRACTICE_JOINED;
            var kind = joined ? MessageKind.PRACTICE_JOINED : MessageKind.CONTACT_REPLACED;
            var email = notice.email().filter(address -> notice.decidesAlone());
            values.put("name", Words.oneLine(notice.name()));
            values.put("by_email", email.isEmpty() ? "" : words.text("letter.joined.by-email", values));
            email.ifPresent(
                    address -> drafts.add(emailOf(kind, notice.person(), address, KEYS.get(notice.kind()), values)
                            .amongMany(true)));
            var address =
                    joined && notice.address().isEmpty() ? careOf(Optional.of(register.practice())) : notice.address();
            if (!address.isEmpty()) {
                var wording = notice.decidesAlone() ? "" : ".other";
                var key = KEYS.get(notice.kind()) + wording;
                drafts.add(new Draft(
                                kind,
                                MessageChannel.POST,
                                notice.person(),
                                null,
                                words.line("letter.addressee" + wording, values),
                                address.stream().map(Words::oneLine).toList(),
                                notice.format(),
                                words.line(key + ".post.subject", values),
                                words.text(key + ".post.body", values))
                        .amongMany(true));
            }
        }
        outbox.put(drafts);
    }

    /** Says to both that somebody may choose for another person from now on, each on their own and in words of their own. */
    @EventListener
    void write(RightRecorded right) {
        var values = values(right.subject(), right.proxy(), right.practice());
        values.put("proof", words.text("letter.right.proof." + right.proof(), values));
        values.put(
                "until",
                right.lastDay() == null
                        ? ""
                        : words.text("letter.right.until", Map.of("last_day", UkTime.date(right.lastDay()))));
        values.put(
                "by_itself",
                right.proof().role() == ProxyRole.GUARDIAN
                        ? words.text("letter.right.by-itself", Map.of("name", values.get("name")))
                        : "");
        tellSubject(right.subject(), "letter.right", values);
        tellChooser(right.proxy(), "letter.right", values);
    }

    /**
     * The same, where somebody may no longer. Whoever had the right is not told where the subject is registered, unless they
     * knew: a court may have ended it for the sake of that. Nothing is sent to whoever has died.
     */
    @EventListener
    void write(RightEnded right) {
        var values = values(right.subject(), right.proxy(), right.practice());
        values.put("why", words.text("letter.right-ended.why." + right.why(), values));
        tellSubject(right.subject(), "letter.right-ended", values);
        if (right.why() != RightEnd.DIED) {
            var where = right.here() ? "known" : "unknown";
            values.put("by", words.text("letter.right-ended.chooser.by." + where, values));
            values.put("phone", words.text("letter.right-ended.chooser.phone." + where, values));
            values.remove("practice");
            if (right.why() == RightEnd.ASKED) {
                values.put("why", words.text("letter.right-ended.chooser.why.ASKED", values));
            }
            tellChooser(right.proxy(), "letter.right-ended", values);
        }
    }

    /**
     * The subject, or the parent or guardian of a child, by post in any case, and an adult by e-mail too: whoever was given a
     * right wrongly may be reading their post, or their e-mail. Nobody writes to the dead.
     */
    private void tellSubject(PersonId subject, String key, Map<String, String> values) {
        var about = reader(subject);
        if (!about.person().deceased()) {
            post(MessageKind.RIGHT_TO_CHOOSE, about, key + about.wording(), values);
            about.contact()
                    .email()
                    .filter(address -> about.decidesAlone())
                    .ifPresent(address -> email(MessageKind.RIGHT_TO_CHOOSE, subject, address, key, values));
        }
    }

    /** Whoever may choose, or might, where they are reached. Neither learns where the other lives. */
    private void tellChooser(PersonId chooser, String key, Map<String, String> values) {
        var choosing = reader(chooser);
        if (!choosing.person().deceased()) {
            emailOrPost(MessageKind.RIGHT_TO_CHOOSE, choosing, key + ".chooser", values);
        }
    }

    private Map<String, String> values(PersonId subject, PersonId chooser, OdsCode practice) {
        var values = values(people.find(subject).orElseThrow());
        values.put(
                "proxy_name", Words.oneLine(people.find(chooser).orElseThrow().fullName()));
        values.put("practice", practiceName(Optional.of(practice)));
        return values;
    }

    private void emailOrPost(MessageKind kind, Reader reader, String key, Map<String, String> values) {
        var email = reader.contact().email().filter(address -> reader.decidesAlone());
        if (email.isPresent()) {
            email(kind, reader.person().id(), email.get(), key, values);
        } else {
            post(kind, reader, key + reader.wording(), values);
        }
    }

    private Map<String, String> values(
            Reader reader, String receipt, OdsCode practice, @Nullable ChoiceDecision decision) {
        var values = values(reader.person());
        values.put("reference", receipt);
        values.put("practice", practiceName(Optional.of(practice)));
        var words = reader.decidesAlone() ? "letter.choice.you." : "letter.choice.other.";
        values.put("choice", line(words, OptOutType.TYPE_1, Optional.ofNullable(decision), values));
        return values;
    }

    /** The personal letter that lets somebody choose without an account. */
    @EventListener
    void write(LetterCodeIssued issued) {
        var reader = reader(issued.person());
        var values = values(reader.person());
        values.put("code", issued.code());
        values.put("expires", UkTime.date(issued.expiresAt()));
        letter(MessageKind.LETTER_CODE, reader, "letter.letter-code" + reader.wording(), values)
                .map(letter -> letter.countedBy(reader.person().practice().orElse(null))
                        .amongMany(issued.amongMany()))
                .ifPresent(letter -> outbox.put(List.of(letter)));
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

    /** By post alone: whoever opened it behind somebody's back gave an e-mail address of their own. */
    @EventListener
    void write(AccountOpened opened) {
        var reader = reader(opened.person());
        var values = values(reader.person());
        values.put("opened_at", UkTime.moment(opened.at()));
        post(MessageKind.ACCOUNT_NOTICE, reader, "letter.account-opened", values);
    }

    @EventListener
    void write(AccountNotice notice) {
        var values = values(null);
        values.put("by", Words.oneLine(notice.by()));
        values.put("who", Words.oneLine(notice.who()));
        values.put("role", notice.role() == null ? "" : words.text("letter.role." + notice.role(), Map.of()));
        where(notice.practice(), values);
        email(MessageKind.ACCOUNT_NOTICE, null, notice.email(), "letter.account-notice." + notice.kind(), values);
    }

    /** To those who count on it that something went live, as far as they still publish; else to whoever may approve it now. */
    @EventListener
    void write(DraftHeld held) {
        var values = values(null);
        values.put("title", Words.oneLine(held.title()));
        values.put("slug", held.slug());
        values.put("why", words.text("letter.draft-held.why." + held.why(), values));
        var concerned = held.accounts().stream()
                .map(colleagues::publishersEmail)
                .flatMap(Optional::stream)
                .toList();
        (concerned.isEmpty() ? colleagues.approversEmails() : concerned)
                .forEach(address -> email(MessageKind.DRAFT_HELD, null, address, "letter.draft-held", values));
    }

    @EventListener
    void write(InvitationIssued invitation) {
        var values = values(null);
        values.put("by", Words.oneLine(invitation.by()));
        values.put("role", words.text("letter.role." + invitation.role(), values));
        values.put("code", invitation.code());
        values.put("expires", UkTime.moment(invitation.expiresAt()));
        where(invitation.practice(), values);
        email(MessageKind.INVITATION, null, invitation.email(), "letter.invitation", values);
    }

    private void where(@Nullable OdsCode practice, Map<String, String> values) {
        values.put("practice", practiceName(Optional.ofNullable(practice)));
        values.put("where", practice == null ? "" : words.text("letter.invitation.at", values));
    }

    private void post(MessageKind kind, Reader reader, String key, Map<String, String> values) {
        letter(kind, reader, key, values).ifPresent(letter -> outbox.put(List.of(letter)));
    }

    private Optional<Draft> letter(MessageKind kind, Reader reader, String key, Map<String, String> values) {
        var person = reader.person();
        var address = address(reader);
        if (address.isEmpty()) {
            return Optional.empty(); // no home on record and no practice: there is nowhere to send a letter to
        }
        return Optional.of(new Draft(
                kind,
                MessageChannel.POST,
                person.id(),
                values.get("reference"),
                words.line("letter.addressee" + reader.wording(), Map.of("name", person.fullName())),
                address,
                reader.contact().format(),
                words.line(key + ".post.subject", values),
                words.text(key + ".post.body", values)));
    }

    private void email(
            MessageKind kind, @Nullable PersonId person, String address, String key, Map<String, String> values) {
        outbox.put(List.of(emailOf(kind, person, address, key, values)));
    }

    private Draft emailOf(
            MessageKind kind, @Nullable PersonId person, String address, String key, Map<String, String> values) {
        return new Draft(
                kind,
                MessageChannel.EMAIL,
                person,
                values.get("reference"),
                address,
                List.of(address),
                "STANDARD",
                words.line(key + ".email.subject", values),
                words.text(key + ".email.body", values));
    }

    /** As it stands on an envelope; empty for nowhere. */
    private List<String> address(Reader reader) {
        var home = reader.contact().address();
        return (home.isEmpty() ? careOf(reader.person().practice()) : home)
                .stream().map(Words::oneLine).toList();
    }

    /** Whoever has no address on record gets letters where they are patients. */
    private List<String> careOf(Optional<OdsCode> practice) {
        return practice.flatMap(practices::find)
                .map(found -> {
                    var lines = new ArrayList<String>();
                    lines.add(words.line("letter.care-of", Map.of("practice", found.name())));
                    lines.addAll(found.address());
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

    /** One line for each part that was answered, the GP record first. */
    private String lines(
            String prefix, String gpRecordOnly, Map<OptOutType, ChoiceDecision> decisions, Map<String, String> values) {
        var lines = new ArrayList<String>();
        new EnumMap<>(decisions)
                .forEach((type, decision) -> lines.add(words.text(
                        prefix + type + "." + decision + (type == OptOutType.TYPE_1 ? gpRecordOnly : ""), values)));
        return String.join("\n", lines);
    }

    /** @param decision empty where nothing is recorded any more */
    private String line(String prefix, OptOutType type, Optional<ChoiceDecision> decision, Map<String, String> values) {
        return words.text(prefix + type + "." + decision.map(Enum::name).orElse("NONE"), values);
    }

    private String practiceName(Optional<OdsCode> code) {
        return Words.oneLine(code.flatMap(practices::find)
                .map(PracticeView::name)
                .orElseGet(() -> words.text("letter.practice", Map.of())));
    }
}
