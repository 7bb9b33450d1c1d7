package datachoice.publication;

/** Counts the choices that people made with a text in front of them; whoever keeps the choices knows. */
public interface ChoicesMade {
    /** Choices that were saved with one of these versions beside the question, each counted once. Takes its time. */
    long on(String slug, int first, int last);
}
