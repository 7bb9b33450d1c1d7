package datachoice.publication.media;

import datachoice.core.HostAndPort;
import datachoice.publication.media.ClamdScanner.Patience;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who looks at the files that people send. */
@Configuration(proxyBeanMethods = false)
class ScannerConfiguration {
    /** @param scanner as the setting {@code DATACHOICE_SCANNER} has it; empty where there is none */
    @Bean
    FileScanner fileScanner(@Value("${datachoice.scanner:}") String scanner) {
        return scanner.isBlank()
                ? new EicarScanner()
                : new ClamdScanner(HostAndPort.parse(scanner).orElseThrow(), Patience.USUAL); // StartChecks has read it
    }
}
