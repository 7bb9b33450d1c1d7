package datachoice.publication;

/** How an item says what another one says, for people who need it in another form. */
public enum Edition {
    /** In another language. */
    TRANSLATION,
    /** One idea a line, with a picture each, for people with a learning disability. */
    EASY_READ
}
