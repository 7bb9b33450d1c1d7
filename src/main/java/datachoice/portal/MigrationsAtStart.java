package datachoice.portal;

import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;

/**
 * A start that has the owner's password runs the migrations of all modules, as {@link Migrations} does without one. Part of
 * whatever has a database, so of a test of one module too, which has no other bean of this one.
 */
@AutoConfiguration
class MigrationsAtStart {
    @Bean
    static FlywayMigrationStrategy moduleAfterModule() {
        return settled -> Migrations.modules()
                .forEach(module -> Migrations.migrate(
                        Migrations.flyway(module, Flyway.configure().configuration(settled.getConfiguration()))));
    }
}
