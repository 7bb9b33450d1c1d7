package datachoice.person;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** What staff have seen before they record that somebody may choose for another person; it says which right that is. */
public enum ProofSeen {
    BIRTH_CERTIFICATE(ProxyRole.GUARDIAN),
    ADOPTION_CERTIFICATE(ProxyRole.GUARDIAN),
    /** After surrogacy. */
    PARENTAL_ORDER(ProxyRole.GUARDIAN),
    /** Parental responsibility, agreed with the mother and registered with the court. */
    RESPONSIBILITY_AGREEMENT(ProxyRole.GUARDIAN),
    /** Parental responsibility by an order of a court, also for a step-parent. */
    RESPONSIBILITY_ORDER(ProxyRole.GUARDIAN),
    SPECIAL_GUARDIANSHIP_ORDER(ProxyRole.GUARDIAN),
    CARE_ORDER(ProxyRole.GUARDIAN),
    CERTIFIED_POWER(ProxyRole.POWER_OF_ATTORNEY),
    /** With it the Office of the Public Guardian shows the power online. */
    POWER_ACCESS_CODE(ProxyRole.POWER_OF_ATTORNEY),
    DEPUTY_ORDER(ProxyRole.COURT_DEPUTY);

    private final ProxyRole role;

    ProofSeen(ProxyRole role) {
        this.role = role;
    }

    public ProxyRole role() {
        return role;
    }

    /** Those of the rights that somebody can have over this person on that day; empty from 13 to 15. */
    public static List<ProofSeen> fitting(PersonView subject, LocalDate day) {
        return Stream.of(values())
                .filter(proof -> proof.role.fits(subject, day))
                .toList();
    }
}
