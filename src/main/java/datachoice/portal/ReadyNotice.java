package datachoice.portal;

import datachoice.core.Boxed;
import datachoice.core.PortalSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The last thing on the console: where to look. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ReadyNotice implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger("datachoice");

    private final PortalSettings settings;

    ReadyNotice(PortalSettings settings) {
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (settings.demo()) {
            LOG.info("The demo is ready.\n\n{}\n", Boxed.box(settings.link("")));
        } else {
            LOG.info("The portal is ready at {}", settings.link(""));
        }
    }
}
