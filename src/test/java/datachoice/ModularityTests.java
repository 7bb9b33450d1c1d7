package datachoice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModularityTests {
    private final ApplicationModules modules = ApplicationModules.of(DataChoice.class);
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("datachoice");

    @Test
    void arrowsPointDownwardsOnly() {
        modules.verify();
    }

    /** The same inside of modules, where the rooms are packages. */
    @Test
    void noPackagesImportEachOtherInACircle() {
        slices().matching("datachoice.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void patientsAndPracticesMeetInTheLedgerOnly() {
        noClasses()
                .that()
                .resideInAnyPackage("datachoice.choice.question", "datachoice.choice.history")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("datachoice.choice.practice")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("datachoice.choice.practice")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("datachoice.choice.question", "datachoice.choice.history")
                .check(classes);
    }

    /** Written beside the test reports, to compare with the picture in the README. */
    @Test
    void drawsTheModules() {
        new Documenter(modules).writeModulesAsPlantUml();
        assertThat(Files.exists(Path.of("target", "spring-modulith-docs", "components.puml")))
                .isTrue();
    }
}
