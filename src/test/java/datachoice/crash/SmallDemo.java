package datachoice.crash;

import datachoice.DataChoice;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The portal, as its environment says, with a few people instead of 15,000. Started in a process of its own. */
final class SmallDemo {
    static final List<String> EMAILS = Stream.of("anna", "ben", "cleo", "dan", "eve", "finn")
            .map(name -> name + "@demo.example")
            .toList();

    /** Names the variable that asks for so many more people. */
    static final String MORE = "MORE_PEOPLE";

    private SmallDemo() {}

    /** The six, and so many more. */
    static List<String> emails(int more) {
        return Stream.concat(EMAILS.stream(), IntStream.range(0, more).mapToObj(i -> "more-" + i + "@demo.example"))
                .toList();
    }

    public static void main(String[] args) {
        SpringApplication.from(DataChoice::main).with(SixPeople.class).run(args);
    }

    @TestConfiguration(proxyBeanMethods = false)
    @Import(FewPeople.class)
    static class SixPeople {
        /** Before the first page is served, and once for each data folder. */
        @Bean
        SmartLifecycle invite(FewPeople people, JdbcClient jdbc) {
            return new SmartLifecycle() {
                private boolean running;

                @Override
                public void start() {
                    running = true;
                    if (jdbc.sql("select count(*) from identity.account")
                                    .query(Integer.class)
                                    .single()
                            == 0) {
                        emails(Integer.parseInt(System.getenv().getOrDefault(MORE, "0")))
                                .forEach(people::register);
                    }
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
