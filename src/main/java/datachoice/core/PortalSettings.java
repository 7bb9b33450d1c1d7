package datachoice.core;

import java.net.URI;
import java.nio.file.Path;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where and how this portal runs.
 *
 * @param mode {@code demo} exactly when no datasource is set, unless told otherwise
 * @param home the data folder: server binaries, database, media, keys
 * @param baseUrl the only source of absolute links (mails, letters, QR codes); no slash at its end
 * @param clockOffset demo only: whole days that the rules' clock runs ahead, to see what becomes of codes and ages
 */
@ConfigurationProperties("datachoice")
public record PortalSettings(Mode mode, Path home, URI baseUrl, Period clockOffset) {
    public PortalSettings {
        home = home.toAbsolutePath().normalize();
        if (clockOffset.getYears() != 0 || clockOffset.getMonths() != 0) {
            throw new IllegalStateException(
                    "DATACHOICE_CLOCK_OFFSET is \"%s\". It must be whole days, such as P28D, without months or years."
                            .formatted(clockOffset));
        }
    }

    public boolean demo() {
        return mode == Mode.DEMO;
    }

    /** True when browsers reach the portal by https: cookies are then Secure and carry the __Host- prefix. */
    public boolean secure() {
        return "https".equalsIgnoreCase(baseUrl.getScheme());
    }

    /** An absolute address below the base URL. */
    public String link(String path) {
        return baseUrl + path;
    }
}
