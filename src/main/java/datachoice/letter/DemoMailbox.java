package datachoice.letter;

/** Carries nothing anywhere: what is in the outbox can be read on {@code /demo/mail}. */
record DemoMailbox(MessageChannel channel) implements MessageSender {
    @Override
    public void send(Message message) {
        // it lies where visitors of the demo look for it
    }
}
