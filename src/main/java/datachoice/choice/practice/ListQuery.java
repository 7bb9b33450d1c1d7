package datachoice.choice.practice;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.ledger.EntryStatus;
import datachoice.core.DateParts;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which rows of the practice's list, in which order, which page of them.
 *
 * @param choice null for both
 * @param status null for all
 * @param from first day on which a choice was set, in the United Kingdom; null for no limit
 * @param to last day; null for no limit
 * @param page as it was asked for, from 1; there may be fewer
 */
record ListQuery(
        @Nullable ChoiceDecision choice,
        @Nullable EntryStatus status,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        Sort sort,
        boolean descending,
        int page) {
    static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    enum Sort {
        NAME,
        BORN,
        SET,
        STATUS;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What waits to be entered, the newest first. */
    static final ListQuery WORK = new ListQuery(null, EntryStatus.NEW, null, null, Sort.SET, true, 1);

    /**
     * Reads the address. An order or a page that it does not know is left out of account. A filter that it does not know,
     * or that is there twice, is an error, because it would show a list that is not the one asked for.
     */
    static ListQuery read(ListForm form, LocalDate today, Errors errors) {
        var from = DateParts.filter(form.from(), "from", FIRST_DAY, today.plusYears(1), errors, "practice.filter");
        var to = DateParts.filter(form.to(), "to", FIRST_DAY, today.plusYears(1), errors, "practice.filter");
        if (from != null && to != null && to.isBefore(from)) {
            errors.rejectValue("to", "practice.filter.to.before-from");
        }
        var sort = Optional.ofNullable(form.sort()).orElse("");
        var descending = sort.startsWith("-");
        var key = Stream.of(Sort.values())
                .filter(one -> one.key().equals(descending ? sort.substring(1) : sort))
                .findFirst();
        return new ListQuery(
                constant(ChoiceDecision.values(), form.choice(), "choice", errors),
                form.bare() ? EntryStatus.NEW : constant(EntryStatus.values(), form.status(), "status", errors),
                from,
                to,
                key.orElse(WORK.sort()),
                key.isPresent() ? descending : WORK.descending(),
                page(form.page()));
    }

    /** The same filters as the form shows them: a list of all says so, or it would be the work list. */
    ListForm form(ListForm typed) {
        return new ListForm(
                choice == null ? "" : choice.name(),
                status == null ? "" : status.name(),
                typed.from(),
                typed.to(),
                sortKey(),
                String.valueOf(page));
    }

    /** Such as {@code -set}. */
    public String sortKey() {
        return (descending ? "-" : "") + sort.key();
    }

    /** True for the work list as it is first shown, also when it is reached by its long address. */
    public boolean isWork() {
        return choice == null && status == EntryStatus.NEW && from == null && to == null;
    }

    /** The filters and the order as the part of an address behind the question mark, without the page. */
    public String filters() {
        return filters(sortKey());
    }

    /** As {@link #filters()}, ready for the key to sort by. */
    public String filtersToSort() {
        return filters("");
    }

    ListQuery onPage(int n) {
        return new ListQuery(choice, status, from, to, sort, descending, n);
    }

    private String filters(String sorted) {
        return UriComponentsBuilder.newInstance()
                .queryParam("choice", choice == null ? "" : choice.name())
                .queryParam("status", status == null ? "" : status.name())
                .queryParam("from", from == null ? "" : from)
                .queryParam("to", to == null ? "" : to)
                .queryParam("sort", sorted)
                .build()
                .getQuery();
    }

    private static <E extends Enum<E>> @Nullable E constant(
            E[] all, @Nullable String written, String field, Errors errors) {
        if (written == null || written.isEmpty()) {
            return null;
        }
        var constant = Stream.of(all).filter(one -> one.name().equals(written)).findFirst();
        if (constant.isEmpty()) {
            errors.rejectValue(field, "practice.filter." + field + ".unknown");
        }
        return constant.orElse(null);
    }

    /** The nearest page that can exist: 1 for anything below or strange, a large one for anything beyond. */
    private static int page(@Nullable String written) {
        if (written == null || !written.matches("[0-9]{1,10}")) {
            return 1;
        }
        return (int) Math.max(1, Math.min(Long.parseLong(written), Integer.MAX_VALUE));
    }
}
