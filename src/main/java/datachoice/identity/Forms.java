package datachoice.identity;

import jakarta.servlet.http.HttpServletResponse;

/** A form that was not accepted. */
final class Forms {
    private static final int UNPROCESSABLE = 422;

    private Forms() {}

    /** Shows it again, with what was typed and what is wrong. */
    static String again(HttpServletResponse response, String view) {
        response.setStatus(UNPROCESSABLE);
        return view;
    }
}
