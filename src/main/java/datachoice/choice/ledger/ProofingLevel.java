package datachoice.choice.ledger;

/** How surely the speaker was who they said: not at all, details matched and a letter reached them, photo compared. */
public enum ProofingLevel {
    P0,
    P5,
    P9
}
