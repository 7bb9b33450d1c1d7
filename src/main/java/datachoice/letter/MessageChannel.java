package datachoice.letter;

/** How a message travels. */
enum MessageChannel {
    POST,
    EMAIL
}
