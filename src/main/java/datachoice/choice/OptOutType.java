package datachoice.choice;

/** Which ledger a decision belongs to. */
public enum OptOutType {
    /** Identifiable data leaves the GP practice for uses beyond own care. Binds the practice it was said at. */
    TYPE_1,
    /** Confidential patient information is used beyond own care, by any health or care body in England. */
    NATIONAL_DATA_OPT_OUT,
    /** Objections of 2014 to 2018; comes in by import only and is never made here. */
    TYPE_2_LEGACY
}
