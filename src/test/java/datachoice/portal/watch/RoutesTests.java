package datachoice.portal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class RoutesTests {
    private final Routes routes =
            new Routes(new DefaultListableBeanFactory().getBeanProvider(RequestMappingHandlerMapping.class));

    /** B23: a first line that is none. */
    @Test
    void aRequestWithoutAnAddressHasARouteToo() {
        assertThat(routes.of(null)).isEqualTo("*");
    }
}
