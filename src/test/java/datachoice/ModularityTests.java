package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModularityTests {
    private final ApplicationModules modules = ApplicationModules.of(DataChoice.class);

    @Test
    void arrowsPointDownwardsOnly() {
        modules.verify();
    }

    /** Written beside the test reports, to compare with the picture in the README. */
    @Test
    void drawsTheModules() {
        new Documenter(modules).writeModulesAsPlantUml();
        assertThat(Files.exists(Path.of("target", "spring-modulith-docs", "components.puml")))
                .isTrue();
    }
}
