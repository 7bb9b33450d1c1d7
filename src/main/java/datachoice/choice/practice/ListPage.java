package datachoice.choice.practice;

import datachoice.audit.AuditSearch.TakenOver;
import java.util.List;

/**
 * A page of the list.
 *
 * @param query with the page that is shown
 * @param total rows on all its pages
 * @param first number of the first row shown, 0 if there is none
 * @param toEnter how many wait to be entered, whatever the filters
 * @param toReconfirm how many said their choice at another practice
 * @param codes what to enter; empty where no row waits for it
 * @param doubts how many say that a choice was not theirs
 * @param takenOver whom other practices took over, as long as no lead has read of it
 * @param lead whether whoever looks may read who that was
 * @param nobody true if no one at all is on the list
 */
record ListPage(
        ListQuery query,
        List<ListRow> rows,
        int total,
        int pages,
        int first,
        int toEnter,
        int toReconfirm,
        boolean nobody,
        int doubts,
        NationalCounts.CountsView national,
        List<DissentCode> codes,
        TakenOver takenOver,
        boolean lead) {
    public int last() {
        return first == 0 ? 0 : first + rows.size() - 1;
    }

    public boolean anythingToEnter() {
        return rows.stream().anyMatch(row -> row.row().isNew());
    }

    public boolean anythingToTick() {
        return rows.stream().anyMatch(ListRow::tickable);
    }
}
