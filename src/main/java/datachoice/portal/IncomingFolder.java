package datachoice.portal;

import datachoice.core.PortalSettings;
import datachoice.core.SecretFiles;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * The folder into which the web server writes what is sent to it until a page has taken it over. It holds registers, so no
 * other user of the computer may look into it; what a killed server left there is deleted within hours.
 */
@Component
class IncomingFolder implements WebServerFactoryCustomizer<WebServerFactory> {
    private final PortalSettings settings;

    IncomingFolder(PortalSettings settings) {
        this.settings = settings;
    }

    /** Named in full: from anything shorter the web server would make a folder among its own. */
    @Bean
    MultipartConfigElement multipartConfigElement(MultipartProperties properties) {
        properties.setLocation(folder().toString());
        return properties.createMultipartConfig();
    }

    private Path folder() {
        return settings.home().resolve("incoming");
    }

    @Override
    public void customize(WebServerFactory factory) {
        var folder = folder();
        try {
            Files.createDirectories(folder);
            SecretFiles.restrict(folder, "rwx------");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
