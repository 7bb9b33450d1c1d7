package datachoice.portal;

import com.zaxxer.hikari.HikariDataSource;
import datachoice.core.PortalSettings;
import java.sql.DriverManager;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.stereotype.Component;

/**
 * Lets the migrations of all modules use the same few connections, instead of three new ones for each module. They are
 * the owner's, so they end with the migrations: nothing that serves a page can come by one.
 */
@Component
class MigrationPool implements FlywayConfigurationCustomizer, SmartInitializingSingleton, DisposableBean {
    private final PortalSettings settings;
    private final ObjectProvider<JdbcConnectionDetails> database;
    private @Nullable HikariDataSource pool;

    MigrationPool(PortalSettings settings, ObjectProvider<JdbcConnectionDetails> database) {
        this.settings = settings;
        this.database = database;
    }

    @Override
    public void customize(FluentConfiguration flyway) {
        if (!settings.demo()) {
            checkReach(flyway.getDataSource());
        }
        var connections = new HikariDataSource();
        connections.setPoolName("migrations");
        connections.setDataSource(flyway.getDataSource());
        connections.setMaximumPoolSize(4);
        connections.setMinimumIdle(0);
        pool = connections;
        flyway.dataSource(connections);
    }

    /** Nothing has asked the database by now; whatever needs it waits for the migrations. */
    private void checkReach(DataSource owners) {
        database.ifAvailable(portal -> DatabaseReach.check(
                () -> DriverManager.getConnection(portal.getJdbcUrl(), portal.getUsername(), portal.getPassword()),
                portal.getUsername(),
                "SPRING_DATASOURCE_USERNAME",
                "SPRING_DATASOURCE_PASSWORD"));
        var owner = owners instanceof AbstractDriverBasedDataSource named ? named.getUsername() : null;
        DatabaseReach.check(owners::getConnection, owner, "SPRING_FLYWAY_USER", "SPRING_FLYWAY_PASSWORD");
    }

    /** Of a start that was refused halfway, too. */
    @Override
    public void destroy() {
        afterSingletonsInstantiated();
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (pool != null) {
            pool.close();
        }
    }
}
