package datachoice.portal;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets the migrations of all modules use the same few connections, instead of three new ones for each module. They are
 * the owner's, so they end with the migrations: nothing that serves a page can come by one.
 */
@Component
class MigrationPool implements FlywayConfigurationCustomizer, SmartInitializingSingleton {
    private @Nullable HikariDataSource pool;

    @Override
    public void customize(FluentConfiguration flyway) {
        var connections = new HikariDataSource();
        connections.setPoolName("migrations");
        connections.setDataSource(flyway.getDataSource());
        connections.setMaximumPoolSize(4);
        connections.setMinimumIdle(0);
        pool = connections;
        flyway.dataSource(connections);
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (pool != null) {
            pool.close();
        }
    }
}
