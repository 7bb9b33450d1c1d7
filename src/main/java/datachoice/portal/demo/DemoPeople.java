package datachoice.portal.demo;

import java.time.LocalDate;

/** The people of the demo. */
public final class DemoPeople {
    /** The day on which the ages in the files hold. The first start moves all dates of birth by whole days. */
    public static final LocalDate FILES_ARE_OF = LocalDate.of(2026, 10, 1);

    private DemoPeople() {}
}
