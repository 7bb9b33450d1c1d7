package datachoice.choice.practice;

import org.jspecify.annotations.NullUnmarked;

/** The filters of the practice's list as they stand in its address. A browser may leave anything out, or send anything. */
@NullUnmarked // filled by the browser; read by ListQuery only
record ListForm(String choice, String status, String from, String to, String sort, String page) {
    /** No filter at all: the work list. */
    boolean bare() {
        return choice == null && status == null && from == null && to == null;
    }
}
