package datachoice.publication.share;

import java.util.List;

/**
 * What a practice copies.
 *
 * @param pieces texts that say the same at different lengths
 * @param snippet of HTML: the player
 * @param link of HTML: to the film, for websites that cannot show the player
 */
record ShareKit(List<Piece> pieces, TextMessage message, String snippet, String link) {
    /** @param id end of the key of its heading */
    record Piece(String id, String text) {}
}
