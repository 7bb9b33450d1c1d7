package datachoice;

import datachoice.portal.backup.Errands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** The portal: where people read how health data is used and say yes or no, each for themselves. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(
        systemName = "Datachoice",
        sharedModules = {"core", "audit"})
public class DataChoice {
    public static void main(String[] args) {
        if (Errands.include(args)) {
            System.exit(Errands.run(System.getenv(), System.out, args));
        }
        SpringApplication.run(DataChoice.class, args);
    }
}
