package datachoice.person.register;

/** Why a row cannot be loaded. The sentence for people is {@code person.upload.row.<name>}. */
enum RowReason {
    /** Fewer or more fields than there are columns. */
    FIELD_COUNT,
    MISSING,
    TOO_LONG,
    NO_LETTERS,
    LETTERS,
    TOO_SHORT,
    /** Such as 9.99E+09: a spreadsheet has thrown digits away. */
    ROUNDED,
    CHECK_DIGIT,
    TWICE,
    /** The NHS number is known here, with another date of birth: not the same person, or not the right number. */
    OTHER_BIRTH,
    /**
     * The same, of somebody who is registered elsewhere or nowhere, for either reason: another date of birth, or no word of the
     * family name that is on record. Only found when a file is loaded.
     */
    OTHER_PERSON,
    NOT_A_DATE,
    FUTURE,
    TOO_OLD,
    SHAPE,
    UNKNOWN
}
