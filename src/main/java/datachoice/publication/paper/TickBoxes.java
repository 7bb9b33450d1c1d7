package datachoice.publication.paper;

/** Boxes to tick with a pen: before each line of a list, and in each empty cell of a table. */
public final class TickBoxes {
    private static final String BOX = "<span class=\"tick\"></span>";

    /** @param html cleaned; a list or a table made by the reader of our texts */
    public String in(String html) {
        return html.replace("<li>", "<li>" + BOX).replace("<span></span></td>", BOX + "</td>");
    }
}
