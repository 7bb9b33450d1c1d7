package datachoice.portal.watch;

import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** What Spring Boot's own figures are called, where they would say more than is needed. */
@Configuration(proxyBeanMethods = false)
@Conditional(Export.class)
class FigureNames {
    /** Where a folder is may name whose it is. */
    @Bean
    static MeterFilter noPaths() {
        return MeterFilter.replaceTagValues("path", path -> "data folder");
    }
}
