package datachoice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.util.ApplicationModulesExporter;
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
                .resideInAnyPackage(
                        "datachoice.choice.practice", "datachoice.choice.keyed", "datachoice.choice.choosers")
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "datachoice.choice.practice", "datachoice.choice.keyed", "datachoice.choice.choosers")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("datachoice.choice.question", "datachoice.choice.history")
                .check(classes);
    }

    /** T22: no address that somebody typed is ever fetched, because nothing here fetches addresses. */
    @Test
    void nothingFetchesAddresses() {
        noClasses()
                .that()
                .doNotHaveSimpleName("PostgresArchive") // opens a part of its own jar
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "org.springframework.web.client..",
                        "org.springframework.web.reactive..",
                        "org.springframework.http.client..")
                .orShould()
                .callMethod(java.net.URL.class, "openConnection")
                .orShould()
                .callMethod(java.net.URL.class, "openStream")
                .because("whatever is fetched could be inside of the network")
                .check(classes);
    }

    /**
     * The portal migrates module by module, from the bottom one up, in an order it reads from a file: finding it out anew at
     * each start would take seconds. Here it is found out, and the file put right where somebody made a module.
     */
    @Test
    void theOrderOfModulesIsWrittenDown() throws IOException {
        var file = Path.of("src", "main", "resources", ApplicationModulesExporter.DEFAULT_LOCATION);
        var order = modules.stream()
                .map(module -> module.getIdentifier().toString())
                .toList();
        var expected = order.stream()
                .map(module -> "  \"" + module + "\": {}")
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        var written = Files.exists(file) ? Files.readString(file) : "";
        if (!written.equals(expected)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        assertThat(written).as("%s, which was just written anew", file).isEqualTo(expected);
    }

    /** Written beside the test reports, to compare with the picture in the README. */
    @Test
    void drawsTheModules() {
        new Documenter(modules).writeModulesAsPlantUml();
        assertThat(Files.exists(Path.of("target", "spring-modulith-docs", "components.puml")))
                .isTrue();
    }
}
