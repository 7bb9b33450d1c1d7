/**
 * Who somebody is, how they prove it, and what they may open.
 *
 * <p>Act through {@link datachoice.identity.LetterCodes} (codes for letters) and {@link datachoice.identity.Accounts};
 * the demo's one-click sign-in alone also goes through {@link datachoice.identity.signin.DemoSignIn}. Listen for {@link
 * datachoice.identity.LetterCodeIssued}, {@link datachoice.identity.CodeRequested} and {@link
 * datachoice.identity.AccountExists}, {@link datachoice.identity.AccountNotice} and {@link
 * datachoice.identity.InvitationIssued}: something is to be sent, and for {@link datachoice.identity.LetterCodesReplaced}: something
 * need not be. Ask {@link datachoice.identity.WorkLimits} before what
 * costs the machine a lot or shows somebody many people. A form that must survive the end of a session carries a
 * {@link datachoice.identity.FormTickets ticket}, and its module keeps the answers as {@link
 * datachoice.identity.KeepsAnswers}.
 *
 * <p>Inside, arrows run one way: {@link datachoice.identity.signin} (pages and steps) names {@link
 * datachoice.identity.access} (what may be opened), {@link datachoice.identity.proof} (passwords, letters and codes, and
 * how often they may be tried) and {@link datachoice.identity.session} (a visit); all may name what stands here, and this
 * package names {@link datachoice.identity.account} (what is stored) alone. On top stand {@link datachoice.identity.own}
 * (everybody's own account) and {@link datachoice.identity.workers} (accounts of people at work, and who gives them roles),
 * which names it.
 * {@link datachoice.identity.activity} stands aside: it reads the trail, and calls workers by their names.
 */
@NullMarked
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"core", "audit", "practice", "person"})
package datachoice.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
