package datachoice.letter;

/** Hands messages of one channel over to whoever carries them. */
interface MessageSender {
    MessageChannel channel();

    /**
     * Returns when the message is in somebody else's hands. May be called again for the same message after a crash.
     *
     * @throws Exception if it is not; it will be tried again later
     */
    void send(Message message) throws Exception;
}
