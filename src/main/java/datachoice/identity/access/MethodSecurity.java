package datachoice.identity.access;

import org.springframework.aop.Advisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;

/**
 * The lock on services behind the lock on addresses: {@code @PreAuthorize}, the only one of the framework's annotations
 * in use. Switching on all of them would look through every method of every bean four times at each start.
 */
@Configuration(proxyBeanMethods = false)
class MethodSecurity {
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor preAuthorize() {
        return AuthorizationManagerBeforeMethodInterceptor.preAuthorize();
    }
}
