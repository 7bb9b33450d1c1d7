package datachoice.identity.workers;

import datachoice.core.Acting;
import datachoice.core.Boxed;
import datachoice.core.PortalSettings;
import datachoice.core.UkTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** Says at the start of a portal without administrators how it gets its first one. The demo has one from the beginning. */
@Component
@ConditionalOnProperty(name = "datachoice.mode", havingValue = "production")
class FirstAdminNotice implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger("datachoice");

    private final FirstAdmin firstAdmin;
    private final PortalSettings settings;

    FirstAdminNotice(FirstAdmin firstAdmin, PortalSettings settings) {
        this.firstAdmin = firstAdmin;
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        Acting.asJob("first-admin", () -> firstAdmin
                .prepare()
                .ifPresent(place -> LOG.info(
                        "There is no administrator yet.\n\n{}\n",
                        Boxed.box(line(place, settings.link("/first-admin"))))));
    }

    static String line(FirstAdmin.Place place, String address) {
        return place.file() == null
                ? "First administrator: open %s before %s, with the code in the data folder of %s"
                        .formatted(address, UkTime.time(place.until()), place.machine())
                : "First administrator: open %s before %s, with the code in the file %s"
                        .formatted(address, UkTime.time(place.until()), place.file());
    }
}
