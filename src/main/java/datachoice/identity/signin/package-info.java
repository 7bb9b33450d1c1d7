/** The pages on which people sign in or open an account, and the steps behind them: budget, proof, session. */
@NullMarked
package datachoice.identity.signin;

import org.jspecify.annotations.NullMarked;
