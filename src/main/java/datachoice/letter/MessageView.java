package datachoice.letter;

import datachoice.core.UkTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is shown or printed.
 *
 * @param to the name on the envelope, or the e-mail address
 * @param address lines below the name; empty for e-mail
 * @param large whether it is printed in large type
 * @param born the day on which whoever gets a code was born, such as "27 March 1984", for those who try the demo; null
 *     everywhere else
 */
record MessageView(
        UUID id,
        boolean post,
        String to,
        List<String> address,
        boolean large,
        String subject,
        List<Paragraph> paragraphs,
        Instant at,
        @Nullable String born) {
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}(-[0-9A-Z]{4}-[0-9A-Z]{4})?|[0-9]{6}");

    private static final int LINES_OF_WINDOW = 6;
    private static final int LINE_OF_WINDOW = 34;

    /** @param ownAddress links that begin with it can be followed; empty for none */
    static MessageView of(Message message, String ownAddress, @Nullable String born) {
        boolean post = message.channel() == MessageChannel.POST;
        return new MessageView(
                message.id(),
                post,
                message.recipient(),
                post ? message.address() : List.of(),
                message.format().equals("LARGE_PRINT"),
                message.subject(),
                Arrays.stream(message.body().split("\n\n"))
                        .map(paragraph -> Paragraph.of(paragraph, ownAddress))
                        .toList(),
                message.createdAt().truncatedTo(ChronoUnit.SECONDS),
                born);
    }

    /** Whether name and address need more lines in the window of an envelope than it has at the usual size. */
    public boolean longAddress() {
        return Stream.concat(Stream.of(to), address.stream())
                        .mapToInt(line -> 1 + Math.max(0, line.length() - 1) / LINE_OF_WINDOW)
                        .sum()
                > LINES_OF_WINDOW;
    }

    /** The text, and what must not stand on a page of its own: the last words and who says them. */
    public List<List<Paragraph>> parts() {
        int ending = Math.max(0, paragraphs.size() - 2);
        return List.of(paragraphs.subList(0, ending), paragraphs.subList(ending, paragraphs.size()));
    }

    /** Such as "10:42 on 12 March 2026". */
    public String moment() {
        return UkTime.moment(at);
    }

    /**
     * @param heading the first of several lines where it is short and does not end a sentence; null for none
     * @param code whether it is nothing but a code to be typed
     */
    record Paragraph(@Nullable String heading, List<List<Piece>> lines, boolean code) {
        private static final int SHORT = 50;

        static Paragraph of(String text, String ownAddress) {
            var lines = text.lines().toList();
            boolean headed = lines.size() > 1
                    && lines.get(0).length() <= SHORT
                    && !lines.get(0).matches(".*[.,:]");
            return new Paragraph(
                    headed ? lines.get(0) : null,
                    lines.subList(headed ? 1 : 0, lines.size()).stream()
                            .map(line -> Piece.of(line, ownAddress))
                            .toList(),
                    CODE.matcher(text).matches());
        }

        public String text() {
            return lines.get(0).get(0).text();
        }
    }

    /** @param href where it leads; null for mere text */
    record Piece(String text, @Nullable String href) {
        static List<Piece> of(String line, String ownAddress) {
            if (ownAddress.isEmpty()) {
                return List.of(new Piece(line, null));
            }
            var pieces = new ArrayList<Piece>();
            var links = Pattern.compile(Pattern.quote(ownAddress) + "[a-z/-]*").matcher(line);
            int at = 0;
            while (links.find()) {
                pieces.add(new Piece(line.substring(at, links.start()), null));
                pieces.add(new Piece(links.group(), links.group()));
                at = links.end();
            }
            pieces.add(new Piece(line.substring(at), null));
            return pieces;
        }
    }
}
