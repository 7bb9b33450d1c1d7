package datachoice.letter.rounds;

import java.util.List;

/** Whom a round of letters is for. */
enum RoundWhom {
    /** Everybody who never had a letter. */
    NEVER(Standing.NEVER),
    /** Also those whose letter is too old by now, or went to a former address, and who have not chosen. */
    AGAIN(Standing.NEVER, Standing.OLD);

    private final List<Standing> standings;

    RoundWhom(Standing... standings) {
        this.standings = List.of(standings);
    }

    List<Standing> standings() {
        return standings;
    }
}
