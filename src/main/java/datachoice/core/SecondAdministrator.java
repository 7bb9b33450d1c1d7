package datachoice.core;

import java.util.UUID;

/** T9: what cannot be taken back needs two administrators, as soon as there are two. Known by the module that has accounts. */
public interface SecondAdministrator {
    /** True if a second administrator has to agree with what this one asks for. */
    boolean hasToAgreeWith(UUID admin);
}
