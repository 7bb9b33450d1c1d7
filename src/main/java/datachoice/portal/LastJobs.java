package datachoice.portal;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Takes up no more jobs as soon as the portal is told to stop, and lets those under way end while everything they need is
 * still there. The scheduler would otherwise go on until it is its turn to be taken apart, after much of what jobs use.
 */
@Configuration(proxyBeanMethods = false)
class LastJobs {
    private static final String SCHEDULER = "scheduler"; // as its own configuration names it

    @Bean
    ApplicationListener<ContextClosedEvent> endOfJobs(ObjectProvider<Scheduler> scheduler) {
        return closed -> scheduler.ifAvailable(Scheduler::stop);
    }

    /** Once is enough: it warns of being stopped twice. */
    @Bean
    static BeanFactoryPostProcessor schedulerIsStoppedHere() {
        return beans -> {
            if (beans.containsBeanDefinition(SCHEDULER)
                    && beans.getBeanDefinition(SCHEDULER) instanceof AbstractBeanDefinition scheduler) {
                scheduler.setDestroyMethodName("");
            }
        };
    }
}
