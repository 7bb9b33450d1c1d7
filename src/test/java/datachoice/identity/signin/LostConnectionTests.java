package datachoice.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.identity.LetterCode;
import datachoice.identity.WebTests;
import datachoice.identity.account.AccountRows;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.proof.OneTimeCodes;
import datachoice.identity.proof.RefusalTrail;
import datachoice.identity.session.SignInSession;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.transaction.support.TransactionTemplate;

/** A database that is away is nobody's failed try. */
class LostConnectionTests extends WebTests {
    @Autowired
    AccountRows accounts;

    @Autowired
    FailureBudgets budgets;

    @Autowired
    RefusalTrail refusals;

    @Autowired
    SignInSession session;

    @Autowired
    OneTimeCodes codes;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void countsNoTryThatTheDatabaseCouldNotAnswer() {
        var signIn = new SignIn(
                claim -> {
                    var lost = new CannotGetJdbcConnectionException("none left");
                    throw claim.getPrincipal() instanceof String
                            ? new InternalAuthenticationServiceException("none left", lost)
                            : lost;
                },
                accounts,
                budgets,
                refusals,
                session,
                codes,
                events,
                transaction);
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("203.0.113.77");
        var code = LetterCode.parse("7KQ2-M4XD").orElseThrow();
        for (int i = 0; i <= FailureBudgets.LETTER_CODES_FROM_NETWORK; i++) {
            assertThatThrownBy(() -> signIn.withLetter(request, code, "Jane Doe", LocalDate.of(1984, 3, 27)))
                    .isInstanceOf(CannotGetJdbcConnectionException.class);
        }
        for (int i = 0; i <= FailureBudgets.ACCOUNT_FROM_NETWORK; i++) {
            assertThatThrownBy(() -> signIn.withPassword(request, "jane@lost.example", "right"))
                    .as("503, not: wrong password")
                    .isInstanceOf(CannotGetJdbcConnectionException.class);
        }
        assertThat(jdbc.sql("select coalesce(sum(failures), 0) from identity.limit_window")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
