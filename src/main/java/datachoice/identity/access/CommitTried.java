package datachoice.identity.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Remembers that a request asked the database to make something permanent. Before that moment a lost database has
 * certainly stored nothing; from then on only the database knows.
 */
@Component
class CommitTried implements TransactionExecutionListener {
    private static final String ATTRIBUTE = CommitTried.class.getName();

    static boolean in(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null && !transaction.isReadOnly()) {
            request.setAttribute(ATTRIBUTE, true, RequestAttributes.SCOPE_REQUEST);
        }
    }
}
