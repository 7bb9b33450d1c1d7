package datachoice.publication.media;

import datachoice.publication.media.ClamdScanner.Address;
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
                : new ClamdScanner(
                        Address.parse(scanner)
                                .orElseThrow(() -> new IllegalStateException(
                                        "DATACHOICE_SCANNER must be a host and a port, such as 127.0.0.1:3310")),
                        Patience.USUAL);
    }
}
