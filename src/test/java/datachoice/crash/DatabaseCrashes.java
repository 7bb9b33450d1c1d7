package datachoice.crash;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.PostgresForTests;
import datachoice.PostgresForTests.Crashable;
import datachoice.crash.SavingPatient.Told;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * People save choices over HTTP until the database server is killed; then all that was said is compared with all that is
 * stored. The seed decides who saves what and when which process is killed; how threads meet it cannot decide.
 */
final class DatabaseCrashes implements AutoCloseable {
    private static final int PATIENTS = 4;
    private static final Duration LONGEST_POST = Duration.ofSeconds(60);
    private static final int MOST_PAUSE =
            30; // milliseconds between two savings of one person: at most about 60 a second together

    /** What is ended with SIGKILL. */
    enum Victim {
        /** A connection, the checkpointer, the log writer, ...: the server itself then drops everything and recovers. */
        ONE_PROCESS,
        /** The rest finds out by itself. */
        FIRST_PROCESS,
        /** Everything at once, the nearest to a pulled plug that a process can come. */
        ALL_PROCESSES
    }

    private final Crashable server;
    private final Books books;
    private final List<SavingPatient> patients;
    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final ExecutorService threads = Executors.newFixedThreadPool(PATIENTS);
    private final Map<Told, Integer> told = new EnumMap<>(Told.class);
    private final Map<Victim, Integer> killed = new EnumMap<>(Victim.class);
    private final List<Long> backAfter = new ArrayList<>();
    private int savedUnseen;

    DatabaseCrashes(Crashable server, FewPeople people, int port) {
        this.server = server;
        this.books = new Books(PostgresForTests.superuser(server.database()));
        this.patients = IntStream.range(0, PATIENTS)
                .mapToObj(i -> people.somebody(port).signIn())
                .toList();
    }

    /** One that kills only a process leaves the server to recover alone, which takes a tenth of a second, not a whole one. */
    private Victim nextVictim() {
        int draw = random.nextInt(20);
        return draw == 0 ? Victim.FIRST_PROCESS : draw == 1 ? Victim.ALL_PROCESSES : Victim.ONE_PROCESS;
    }

    void survive(int crashes) throws Exception {
        System.out.println("Database crashes: crash.seed=" + seed);
        var begun = Instant.now();
        for (int i = 1; i <= crashes; i++) {
            try {
                crashOnce();
            } catch (Exception | AssertionError e) {
                throw new AssertionError("Crash %d of crash.seed=%d: %s".formatted(i, seed, e.getMessage()), e);
            }
        }
        awaitEmptyOutbox();
        System.out.println(figures(Duration.between(begun, Instant.now())));
    }

    private void crashOnce() throws Exception {
        var crashed = new AtomicBoolean();
        var saved = new AtomicInteger();
        var savings = patients.stream()
                .map(patient -> {
                    var own = new Random(random.nextLong());
                    return threads.submit(() -> saveUntil(crashed, saved, patient, own));
                })
                .toList();
        int enough = 1 + random.nextInt(PATIENTS * 2);
        while (saved.get() < enough && savings.stream().noneMatch(Future::isDone)) { // done: a fault
            SavingPatient.pause(1);
        }
        SavingPatient.pause(random.nextInt(MOST_PAUSE));
        var victim = nextVictim();
        killed.merge(victim, 1, Integer::sum);
        crashed.set(true); // nobody begins anew; whoever is at it goes on
        var down = Instant.now();
        kill(victim);
        for (var saving : savings) {
            told.merge(saving.get(), 1, Integer::sum);
        }
        all(patient -> {
            patient.settles();
            return null;
        });
        backAfter.add(Duration.between(down, Instant.now()).toMillis());
        patiently(books::unsent); // the service may have answered a moment before the database noticed its loss
        books.balanceFor(patients);
    }

    /** Until the crash, and whatever it does to the saving that is on its way. What that one was told is returned. */
    private Told saveUntil(AtomicBoolean crashed, AtomicInteger saved, SavingPatient patient, Random own) {
        while (true) {
            var answer = patient.savesAChoice(own);
            var key = patient.unsettled();
            if (key != null) {
                compareWithWhatIsStored(answer, patiently(() -> books.holds(key)));
                patient.settles();
            }
            saved.incrementAndGet();
            if (crashed.get()) {
                return answer;
            }
            SavingPatient.pause(own.nextInt(MOST_PAUSE));
        }
    }

    private synchronized void compareWithWhatIsStored(Told answer, boolean stored) {
        assertThat(stored && answer == Told.NOT_SAVED)
                .as("\"It has not been saved\" was said of a choice that was")
                .isFalse();
        if (stored) {
            savedUnseen++;
        }
    }

    private void kill(Victim victim) throws SQLException {
        var first = server.process();
        switch (victim) {
            case ONE_PROCESS:
                try (var witness = PostgresForTests.superuser(server.database()).getConnection()) {
                    do {
                        var processes = first.descendants().toList();
                        processes.get(random.nextInt(processes.size())).destroyForcibly();
                    } while (!hangsUp(witness)); // it may have been about to end anyway
                }
                break;
            case FIRST_PROCESS:
                server.kill9();
                server.restart();
                break;
            case ALL_PROCESSES:
                var all = Stream.concat(Stream.of(first), first.descendants()).toList();
                all.forEach(ProcessHandle::destroyForcibly);
                first.onExit().join();
                server.restart();
                break;
        }
    }

    /** The server has noticed that a process is missing when it hangs up on everybody. */
    private static boolean hangsUp(Connection witness) {
        try (var statement = witness.createStatement()) {
            for (int i = 0; i < 200; i++) {
                statement.execute("select 1");
                SavingPatient.pause(5);
            }
            return false;
        } catch (SQLException hungUp) {
            return true;
        }
    }

    private void awaitEmptyOutbox() {
        var deadline = Instant.now().plus(LONGEST_POST);
        while (patiently(books::unsent) > 0 && Instant.now().isBefore(deadline)) {
            books.tryAgainNow();
            SavingPatient.pause(100);
        }
        assertThat(books.unsent()).as("letters that nobody sends").isZero();
    }

    private void all(Work work) throws Exception {
        var running = patients.stream()
                .map(patient -> threads.submit(() -> work.of(patient)))
                .toList();
        for (var each : running) {
            each.get();
        }
    }

    private interface Work {
        Object of(SavingPatient patient) throws Exception;
    }

    /** Asks the database itself, which may be recovering. */
    private static <T> T patiently(Callable<T> question) {
        var deadline = Instant.now().plus(SavingPatient.PATIENCE);
        while (true) {
            try {
                return question.call();
            } catch (Exception e) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException(e);
                }
                SavingPatient.pause(20);
            }
        }
    }

    private String figures(Duration took) {
        int saved =
                patients.stream().mapToInt(patient -> patient.receipts().size()).sum();
        var sorted = backAfter.stream().sorted().toList();
        return """
                Database crashes: %d in %d s (%s). %d choices saved, every receipt there once.
                What people were told around the crashes: %s; %d choices were stored that they were not told of, and then shown.
                Everybody had their receipt after %d ms (half), %d ms (longest).\
                """.formatted(
                        sorted.size(),
                        took.toSeconds(),
                        counts(killed),
                        saved,
                        counts(told),
                        savedUnseen,
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() - 1));
    }

    private static String counts(Map<?, Integer> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
