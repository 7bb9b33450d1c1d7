package datachoice.crash;

import datachoice.DataChoice;
import datachoice.core.Acting;
import datachoice.core.Role;
import datachoice.identity.Accounts;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;

/** The portal, as its environment says, with one editor and nobody else. Started in a process of its own. */
final class FilmDesk {
    static final String EDITOR = "editor@demo.example";

    private FilmDesk() {}

    public static void main(String[] args) {
        SpringApplication.from(DataChoice::main).with(OneEditor.class).run(args);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class OneEditor {
        @Bean
        SmartLifecycle hire(Accounts accounts) {
            return new SmartLifecycle() {
                private boolean running;

                @Override
                public void start() {
                    running = true;
                    Acting.asJob(
                            "crash-tests",
                            () -> accounts.openForWorker(
                                    EDITOR, FewPeople.PASSWORD, "Ed Film", null, Set.of(Role.CONTENT_EDITOR)));
                }

                @Override
                public void stop() {
                    running = false;
                }

                @Override
                public boolean isRunning() {
                    return running;
                }

                @Override
                public int getPhase() {
                    return 0;
                }
            };
        }
    }
}
