package datachoice.choice.practice;

import datachoice.choice.ChoiceDecision;

/**
 * What a practice enters in its system for a choice about the GP record.
 *
 * @param decision what it says; {@code ALLOW} withdraws a no that was entered before
 * @param term the words that the practice's system shows for it
 */
record DissentCode(ChoiceDecision decision, System system, String code, String term) {
    /** The clinical terminologies that systems of practices use, the one of today first. */
    enum System {
        SNOMED_CT,
        CTV3,
        READ_V2
    }
}
