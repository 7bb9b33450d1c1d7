/**
 * Who somebody is, how they prove it, and what they may open.
 *
 * <p>The table of areas in this package decides what may be opened by whom. Ask
 * {@link datachoice.identity.AccountLookup} for names of accounts. Act through {@link datachoice.identity.LetterCodes}
 * (codes for letters), {@link datachoice.identity.Accounts} and, in the demo only,
 * {@link datachoice.identity.DemoSignIn}. Listen for {@link datachoice.identity.LetterCodeIssued},
 * {@link datachoice.identity.CodeRequested} and {@link datachoice.identity.AccountExists}: something is to be sent. A form
 * that must survive the end of a session carries a {@link datachoice.identity.FormTickets ticket}, and its module keeps
 * the answers as {@link datachoice.identity.KeepsAnswers}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"core", "audit", "practice", "person"})
package datachoice.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
