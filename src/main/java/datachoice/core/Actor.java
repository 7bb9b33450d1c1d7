package datachoice.core;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is acting, as the ledger, the audit trail and the database name them. */
public sealed interface Actor {
    /** The word stored beside each act. */
    String role();

    /** The account or letter that acts; null for a visitor and for work that nobody asked for. */
    @Nullable
    UUID by();

    /** The practice for which a worker acts; null for everyone else. */
    default @Nullable OdsCode practice() {
        return null;
    }

    /** Someone with an account of their own. For whom they may choose is a matter of relations. */
    record Patient(UUID account, PersonId person) implements Actor {
        @Override
        public String role() {
            return Role.PATIENT.name();
        }

        @Override
        public UUID by() {
            return account;
        }
    }

    /** Someone who came with the code of their own letter: may choose once, for that one person. */
    record LetterHolder(UUID letter, PersonId person) implements Actor {
        @Override
        public String role() {
            return Role.LETTER.name();
        }

        @Override
        public UUID by() {
            return letter;
        }
    }

    /** Someone at work: practice staff, content editor or approver, administrator, auditor. */
    record Worker(UUID account, Role as, @Nullable OdsCode practice) implements Actor {
        @Override
        public String role() {
            return as.name();
        }

        @Override
        public UUID by() {
            return account;
        }
    }

    /**
     * The portal itself, doing what the clock or an outbox tells it to.
     *
     * @param by who asked for it and does not wait for it; null where nobody did
     * @param practice for which they asked
     */
    record Job(String name, @Nullable UUID by, @Nullable OdsCode practice) implements Actor {
        @Override
        public String role() {
            return "JOB:" + name;
        }
    }

    /** Anyone who has not signed in. */
    record Visitor() implements Actor {
        @Override
        public String role() {
            return "VISITOR";
        }

        @Override
        public @Nullable UUID by() {
            return null;
        }
    }
}
