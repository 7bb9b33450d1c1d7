package datachoice.core;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock that rules ask. Moments of record come from the database instead. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {
    @Bean
    Clock clock(PortalSettings settings) {
        var days = settings.demo() ? settings.clockOffset().getDays() : 0;
        return Clock.offset(Clock.systemUTC(), Duration.ofDays(days));
    }
}
