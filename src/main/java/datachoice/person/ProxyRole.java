package datachoice.person;

/** What gives someone the right to choose for another person. */
public enum ProxyRole {
    /** Parental responsibility for a child under 13; ends by itself on the 13th birthday. */
    GUARDIAN,
    /** A lasting power of attorney, for health and welfare or for property. */
    POWER_OF_ATTORNEY,
    /** Appointed by the Court of Protection. */
    COURT_DEPUTY
}
