package datachoice.portal;

import java.sql.SQLException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/** Lets the running portal read which migrations there were, so that it starts on no database that is behind. */
@Component
class ReadableHistory implements Callback {
    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    /** Once: a second node that grants the same at the same moment would be refused. */
    @Override
    public void handle(Event event, Context context) {
        var table = "public.\"" + context.getConfiguration().getTable() + "\"";
        try (var statement = context.getConnection().createStatement()) {
            statement.execute("""
                    do $$ begin
                        if to_regclass('%1$s') is not null and not has_table_privilege('app', '%1$s', 'SELECT') then
                            grant select on %1$s to app;
                        end if;
                    end $$
                    """.formatted(table));
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The list of migrations cannot be made readable", e);
        }
    }

    @Override
    public String getCallbackName() {
        return getClass().getSimpleName();
    }
}
