package datachoice.publication;

import datachoice.core.DateParts;
import datachoice.core.Ids;
import datachoice.core.TypedNumbers;
import datachoice.core.UkTime;
import datachoice.publication.text.ArticleReader;
import datachoice.publication.text.TextRefused;
import datachoice.publication.text.Typed;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.web.multipart.MultipartFile;

/**
 * The editing page, both ways. A browser may leave anything out.
 *
 * @param revision {@link ItemPage#revision()} when the page was shown
 * @param video id of a file that was uploaded before; so are poster and captions
 * @param matches number of the English version that an edition says the same as; so is who checked it only for editions
 * @param allSpoken id of the film of which it is said that it needs no description; it says nothing of another film. Empty for the
 *     first one, which had none when the page was shown; null without the tick
 * @param reviewOn when it is to be looked at again
 * @param removeFilm anything but empty takes the film away
 * @param videoFile what is uploaded now; so are the other two
 */
record DraftForm(
        @Nullable String revision,
        @Nullable String title,
        @Nullable String summary,
        @Nullable String body,
        @Nullable String whatChanged,
        @Nullable String video,
        @Nullable String poster,
        @Nullable String captions,
        @Nullable String posterAlt,
        @Nullable String transcript,
        @Nullable String matches,
        @Nullable String checkedBy,
        @Nullable String owner,
        @Nullable DateParts reviewOn,
        @Nullable String careReason,
        @Nullable String allSpoken,
        @Nullable String removeFilm,
        @Nullable MultipartFile videoFile,
        @Nullable MultipartFile posterFile,
        @Nullable MultipartFile captionsFile) {
    static final int LONGEST_TITLE = 120;
    static final int LONGEST_SUMMARY = 300;
    static final int LONGEST_WHAT_CHANGED = 500;
    static final int LONGEST_ALT = 300;
    static final int LONGEST_CHECKED_BY = 200;
    static final int LONGEST_OWNER = 120;
    static final int LONGEST_CARE_REASON = 500;
    static final int LONGEST_TRANSCRIPT = 20_000;
    private static final int MOST_YEARS = 3;

    static DraftForm of(int revision, Content content, String whatChanged) {
        var film = content.filmOrNone();
        return new DraftForm(
                Integer.toString(revision),
                content.title(),
                content.summary(),
                content.body(),
                whatChanged,
                text(film.video()),
                text(film.poster()),
                text(film.captions()),
                film.posterAlt(),
                film.transcript(),
                content.matches() == null ? "" : content.matches().toString(),
                content.checkedBy(),
                content.owner(),
                content.reviewOn() == null ? new DateParts("", "", "") : DateParts.of(content.reviewOn()),
                content.careReason(),
                film.allSpoken() == null ? "" : text(film.video()),
                "",
                null,
                null,
                null);
    }

    /** What was typed and kept, by the names of its fields. */
    static DraftForm of(Map<String, String> typed) {
        return new DraftForm(
                typed.getOrDefault("revision", ""),
                typed.getOrDefault("title", ""),
                typed.getOrDefault("summary", ""),
                typed.getOrDefault("body", ""),
                typed.getOrDefault("whatChanged", ""),
                typed.getOrDefault("video", ""),
                typed.getOrDefault("poster", ""),
                typed.getOrDefault("captions", ""),
                typed.getOrDefault("posterAlt", ""),
                typed.getOrDefault("transcript", ""),
                typed.getOrDefault("matches", ""),
                typed.getOrDefault("checkedBy", ""),
                typed.getOrDefault("owner", ""),
                new DateParts(
                        typed.getOrDefault("reviewOn.day", ""),
                        typed.getOrDefault("reviewOn.month", ""),
                        typed.getOrDefault("reviewOn.year", "")),
                typed.getOrDefault("careReason", ""),
                typed.getOrDefault("allSpoken", ""),
                typed.getOrDefault("removeFilm", ""),
                null,
                null,
                null);
    }

    /** Where nobody is named yet, and no day: a proposal. */
    DraftForm orElse(String ownerName, LocalDate day) {
        return new DraftForm(
                revision,
                title,
                summary,
                body,
                whatChanged,
                video,
                poster,
                captions,
                posterAlt,
                transcript,
                matches,
                checkedBy,
                owner == null ? ownerName : owner,
                day().isEmpty() ? DateParts.of(day) : reviewOn,
                careReason,
                allSpoken,
                removeFilm,
                null,
                null,
                null);
    }

    /** The same answers beside another revision, or with files that were kept since. */
    DraftForm with(int revision, @Nullable UUID video, @Nullable UUID poster, @Nullable UUID captions) {
        return new DraftForm(
                Integer.toString(revision),
                title,
                summary,
                body,
                whatChanged,
                text(video),
                text(poster),
                text(captions),
                posterAlt,
                transcript,
                matches,
                checkedBy,
                owner,
                reviewOn,
                careReason,
                spoken(video),
                removeFilm,
                null,
                null,
                null);
    }

    /** A tick that came with the first film has no number yet, and can be about no other. */
    private @Nullable String spoken(@Nullable UUID now) {
        boolean first = allSpoken != null && allSpoken.isEmpty() && file(video) == null;
        return first ? text(now) : allSpoken;
    }

    /** True if a tick came that is about a film before the one that is there now. */
    public boolean ticksAnotherFilm() {
        return allSpoken != null
                && !allSpoken.isEmpty()
                && file(video) != null
                && !takesFilmAway()
                && !saysAllIsSpoken();
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }

    /** -1 for anything that is no number, which no draft has. */
    int seen() {
        return TypedNumbers.read(revision).orElse(-1);
    }

    public boolean saysAllIsSpoken() {
        return allSpoken != null && !allSpoken.isEmpty() && allSpoken.equals(video);
    }

    private Optional<LocalDate> day() {
        return reviewOn == null ? Optional.empty() : reviewOn.read().date();
    }

    private static @Nullable String orNull(String words) {
        return words.isEmpty() ? null : words;
    }

    public boolean takesFilmAway() {
        return removeFilm != null && !removeFilm.isEmpty();
    }

    /** The id in one of the file fields; null for none. */
    static @Nullable UUID file(@Nullable String id) {
        return id == null ? null : Ids.parse(id).orElse(null);
    }

    /**
     * What the page has no field for stays as it was, as long as it still goes with the rest: a recording of other words,
     * or another form of another film, does not.
     *
     * @param before what the page was shown with
     * @param by who saves it, and when, in words
     */
    Content toContent(Content before, String by) {
        return new Content(
                line(title),
                line(summary),
                lines(body),
                takesFilmAway() ? null : film(before.filmOrNone(), by),
                lines(body).equals(before.body()) ? before.audio() : null,
                before.matches() == null ? null : TypedNumbers.read(matches).orElse(before.matches()),
                before.matches() == null || line(checkedBy).isEmpty() ? null : line(checkedBy),
                orNull(line(owner)),
                day().orElse(null),
                orNull(line(careReason)),
                excused(before),
                line(whatChanged));
    }

    /** A reason excuses what it was given for; null for a new one, before anybody looked what that is. */
    private @Nullable List<String> excused(Content before) {
        if (!line(careReason).equals(before.careReason())) {
            return null;
        }
        return before.careFound() == null ? List.of() : before.careFound();
    }

    private Film film(Film before, String by) {
        var now = file(video);
        boolean same = now != null && now.equals(before.video());
        return new Film(
                now,
                file(poster),
                line(posterAlt),
                file(captions),
                lines(transcript),
                same ? before.described() : null,
                same ? before.describedCaptions() : null,
                same ? before.waitingRoom() : null,
                same ? before.signed() : null,
                now == null || !saysAllIsSpoken()
                        ? null
                        : same && before.allSpoken() != null ? before.allSpoken() : by);
    }

    /**
     * Whom and when a draft names, and what changed, may stay open until it is handed over.
     *
     * @param newest number of the English version that is live; 0 for an item that is no edition
     */
    void check(Errors errors, ArticleReader reader, int newest, LocalDate today) {
        if (newest > 0) {
            int matched = TypedNumbers.read(matches).orElse(0);
            if (matched < 1 || matched > newest) {
                errors.rejectValue("matches", "publishing.matches.wrong", new Object[] {newest}, null);
            }
            checkText(errors, "checkedBy", line(checkedBy), LONGEST_CHECKED_BY, false);
        }
        checkText(errors, "owner", line(owner), LONGEST_OWNER, false);
        checkText(errors, "careReason", line(careReason), LONGEST_CARE_REASON, false);
        checkReview(errors, today);
        checkText(errors, "title", line(title), LONGEST_TITLE, true);
        checkText(errors, "summary", line(summary), LONGEST_SUMMARY, true);
        checkMarkdown(errors, "body", lines(body), ArticleReader.LONGEST, true, reader);
        checkText(errors, "whatChanged", line(whatChanged), LONGEST_WHAT_CHANGED, false);
        checkText(errors, "posterAlt", line(posterAlt), LONGEST_ALT, false);
        checkMarkdown(errors, "transcript", lines(transcript), LONGEST_TRANSCRIPT, false, reader);
    }

    private void checkReview(Errors errors, LocalDate today) {
        var problem = reviewOn == null
                ? Optional.<DateParts.Problem>empty()
                : reviewOn.read().problem();
        if (problem.isPresent() && !problem.get().fault().equals("empty")) {
            problem.get().tell(errors, "reviewOn", "publishing.reviewOn");
        }
        var last = today.plusYears(MOST_YEARS);
        if (day().filter(day -> day.isAfter(last))
                .isPresent()) { // a day that is over is a check: the words can be saved
            errors.rejectValue(
                    "reviewOn",
                    "publishing.reviewOn.between",
                    new Object[] {UkTime.date(today.plusDays(1)), UkTime.date(last)},
                    null);
        }
    }

    private static void checkText(Errors errors, String field, String text, int longest, boolean needed) {
        if (needed && text.isBlank()) {
            errors.rejectValue(field, "publishing." + field + ".empty");
        } else if (text.codePointCount(0, text.length()) > longest) {
            errors.rejectValue(field, "publishing." + field + ".long", new Object[] {longest}, null);
        }
    }

    private static void checkMarkdown(
            Errors errors, String field, String text, int longest, boolean needed, ArticleReader reader) {
        checkText(errors, field, text, longest, needed);
        if (!errors.hasFieldErrors(field)) {
            try {
                reader.read(text);
            } catch (TextRefused refused) {
                errors.rejectValue(
                        field,
                        "publishing." + field + (refused.why() == TextRefused.Why.TOO_DEEP ? ".deep" : ".long"),
                        new Object[] {longest},
                        null);
            }
        }
    }

    private static String line(@Nullable String typed) {
        return typed == null ? "" : Typed.line(typed);
    }

    private static String lines(@Nullable String typed) {
        return typed == null ? "" : Typed.lines(typed).strip();
    }
}
