package datachoice.choice.keyed;

import datachoice.choice.ChoiceChannel;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.ledger.ProofingLevel;
import datachoice.choice.ledger.Submission;
import datachoice.choice.page.PlainWords;
import datachoice.core.DateParts;
import datachoice.core.UkTime;
import datachoice.person.PersonView;
import datachoice.person.RelationView;
import datachoice.publication.ContentView;
import datachoice.publication.PublishedContent;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * A choice that came to the practice, in the order of the paper form.
 *
 * @param channel name of one of {@link #CHANNELS}
 * @param asker {@link #SELF}, or the id of a right to choose
 * @param answer {@code ALLOW}, {@code DO_NOT_ALLOW} or {@code DIFFERENT}: the two lines below it
 * @param gpRecord for different answers only; {@code elsewhere} likewise
 * @param proofing name of one of {@link #PROOFS}
 * @param sameDay {@code YES} where the page asks whether it came after a choice that was said on the same day
 * @param version of the paper form, as printed at its foot; read for paper only
 */
@NullUnmarked // filled by the browser
record KeyedForm(
        String channel,
        String asker,
        String answer,
        String gpRecord,
        String elsewhere,
        DateParts decidedOn,
        String proofing,
        String version,
        String original,
        List<String> sameDay) {
    static final String SELF = "SELF";
    static final String LANGUAGE = "en";
    static final List<ChoiceChannel> CHANNELS =
            List.of(ChoiceChannel.PAPER, ChoiceChannel.CALL_CENTRE, ChoiceChannel.PRACTICE_STAFF);

    /** Nobody's choice is keyed before somebody has looked who asks, so there is no {@code P0}. */
    static final List<ProofingLevel> PROOFS = List.of(ProofingLevel.P5, ProofingLevel.P9);

    /** Since then practices have entered choices about the GP record. */
    static final LocalDate FIRST_DAY = LocalDate.of(2013, 9, 1);

    static final int LONGEST_ORIGINAL = 200;

    /** Its version stands on the paper, and is never ours to guess. */
    static final KeyedForm EMPTY =
            new KeyedForm(null, null, null, null, null, new DateParts("", "", ""), null, "", "", null);

    /** As it was typed. */
    static KeyedForm of(KeyedAnswer typed) {
        boolean paper = typed.channel() == ChoiceChannel.PAPER;
        boolean different = typed.gpRecord() != typed.elsewhere();
        return new KeyedForm(
                typed.channel().name(),
                typed.relation() == null ? SELF : typed.relation().toString(),
                Answer.written(typed.gpRecord(), typed.elsewhere()),
                different ? typed.gpRecord().name() : null,
                different ? typed.elsewhere().name() : null,
                DateParts.of(typed.decidedOn()),
                typed.proofing().name(),
                paper && !typed.shown().isNothing()
                        ? String.valueOf(typed.shown().n())
                        : "",
                typed.original(),
                null);
    }

    /** Whether they say that it came after what was saved that day. */
    boolean cameLater() {
        return sameDay != null && sameDay.equals(List.of("YES"));
    }

    /**
     * What the form says; empty if its errors now say what is missing.
     *
     * @param subject whom it is about
     * @param rights those by which somebody else may ask today
     */
    Optional<KeyedAnswer> read(
            PersonView subject, List<RelationView> rights, LocalDate today, PublishedContent published, Errors errors) {
        var how = one(CHANNELS, channel);
        if (how.isEmpty()) {
            errors.rejectValue("channel", "keyed.channel.none");
        }
        boolean self = subject.decidesAlone(today) && SELF.equals(asker);
        var right =
                rights.stream().filter(one -> one.id().toString().equals(asker)).findFirst();
        if (!self && right.isEmpty()) {
            errors.rejectValue("asker", "keyed.asker.none");
        }
        var answered = Answer.read(answer, gpRecord, elsewhere, errors);
        var day = day(subject, today, errors)
                .filter(said -> couldChoose(subject, self, right.orElse(null), said, errors));
        var proof = one(PROOFS, proofing);
        if (proof.isEmpty()) {
            errors.rejectValue("proofing", "keyed.proofing.none");
        }
        var shown = how.flatMap(channel -> shown(channel, day, today, published, errors));
        var kept = PlainWords.readOptional(original, LONGEST_ORIGINAL, "original", "keyed.original", errors);
        if (errors.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new KeyedAnswer(
                how.orElseThrow(),
                right.map(RelationView::id).orElse(null),
                answered.orElseThrow().gpRecord(),
                answered.orElseThrow().elsewhere(),
                day.orElseThrow(),
                proof.orElseThrow(),
                shown.orElseThrow(),
                kept.orElseThrow()));
    }

    private Optional<LocalDate> day(PersonView subject, LocalDate today, Errors errors) {
        if (decidedOn == null) {
            errors.rejectValue("decidedOn", "keyed.decided-on.empty");
            return Optional.empty();
        }
        var reading = decidedOn.read();
        reading.problem().ifPresent(problem -> problem.tell(errors, "decidedOn", "keyed.decided-on"));
        return reading.date()
                .filter(day -> {
                    var possible = !day.isAfter(today) && !day.isBefore(FIRST_DAY);
                    if (!possible) {
                        errors.rejectValue(
                                "decidedOn",
                                day.isAfter(today) ? "keyed.decided-on.future" : "keyed.decided-on.early",
                                new Object[] {UkTime.date(FIRST_DAY)},
                                null);
                    }
                    return possible;
                })
                .filter(day -> {
                    boolean born = !day.isBefore(subject.dateOfBirth());
                    if (!born) {
                        errors.rejectValue(
                                "decidedOn",
                                "keyed.decided-on.unborn",
                                new Object[] {subject.firstName(), UkTime.date(subject.dateOfBirth())},
                                null);
                    }
                    return born;
                });
    }

    /** Whether those who say so today could say so on that day: a paper does not get older rights than there were. */
    private static boolean couldChoose(
            PersonView subject, boolean self, @Nullable RelationView right, LocalDate day, Errors errors) {
        if (self && !subject.decidesAlone(day)) {
            errors.rejectValue(
                    "decidedOn", "keyed.decided-on.child", new Object[] {subject.firstName(), UkTime.date(day)}, null);
            return false;
        }
        if (right != null && day.isBefore(right.from())) {
            errors.rejectValue(
                    "decidedOn",
                    "keyed.decided-on.before-right",
                    new Object[] {subject.firstName(), UkTime.date(right.from())},
                    null);
            return false;
        }
        return true;
    }

    /**
     * The paper carries its own version; whoever is asked aloud hears the explanation that is live on that day. Before the
     * first of them there was nothing of ours to show.
     */
    private Optional<Submission.ShownVersion> shown(
            ChoiceChannel how, Optional<LocalDate> said, LocalDate today, PublishedContent published, Errors errors) {
        var day = said.orElse(today);
        if (how != ChoiceChannel.PAPER) {
            return Optional.of(published
                    .liveOn(PublishedContent.EXPLANATION, day)
                    .map(KeyedForm::shown)
                    .orElseGet(() -> Submission.ShownVersion.nothing(LANGUAGE)));
        }
        boolean none = version == null || version.isBlank();
        if (none && said.isEmpty()) {
            return Optional.empty(); // the day first: on some days there was no form of ours
        }
        var live = published.liveOn(PublishedContent.PAPER_FORM, day);
        if (none && live.isEmpty()) {
            return Optional.of(Submission.ShownVersion.nothing(LANGUAGE));
        }
        var known = Optional.ofNullable(version)
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .flatMap(n -> published.version(PublishedContent.PAPER_FORM, Integer.parseInt(n)));
        if (known.isEmpty()) {
            errors.rejectValue("version", "keyed.version.unknown");
        } else if (live.isEmpty() || known.get().n() > live.get().n()) {
            errors.rejectValue("version", "keyed.version.later");
        }
        return known.map(KeyedForm::shown);
    }

    private static Submission.ShownVersion shown(ContentView item) {
        return new Submission.ShownVersion(item.slug(), item.n(), LANGUAGE);
    }

    private static <E extends Enum<E>> Optional<E> one(List<E> offered, @Nullable String name) {
        return Stream.ofNullable(name)
                .flatMap(text -> offered.stream().filter(one -> one.name().equals(text)))
                .findFirst();
    }

    /**
     * The question as the paper asks it: yes, no, or one answer on each of two lines. What is selected there counts for
     * different answers only; radio buttons cannot be emptied again, and the page that reads it all back tells what counts.
     */
    record Answer(ChoiceDecision gpRecord, ChoiceDecision elsewhere) {
        static final String DIFFERENT = "DIFFERENT";

        static Optional<Answer> read(
                @Nullable String answer, @Nullable String gpRecord, @Nullable String elsewhere, Errors errors) {
            if (DIFFERENT.equals(answer)) {
                var gp = decision(gpRecord);
                var other = decision(elsewhere);
                if (gp.isEmpty()) {
                    errors.rejectValue("gpRecord", "keyed.gp-record.none");
                }
                if (other.isEmpty()) {
                    errors.rejectValue("elsewhere", "keyed.elsewhere.none");
                }
                return gp.flatMap(first -> other.map(second -> new Answer(first, second)));
            }
            var both = decision(answer);
            if (both.isEmpty()) {
                errors.rejectValue("answer", "keyed.answer.none");
            }
            return both.map(same -> new Answer(same, same));
        }

        static String written(ChoiceDecision gpRecord, ChoiceDecision elsewhere) {
            return gpRecord == elsewhere ? gpRecord.name() : DIFFERENT;
        }

        private static Optional<ChoiceDecision> decision(@Nullable String written) {
            return one(List.of(ChoiceDecision.values()), written);
        }
    }
}
