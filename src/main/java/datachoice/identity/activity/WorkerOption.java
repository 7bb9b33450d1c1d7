package datachoice.identity.activity;

import datachoice.identity.activity.Workers.Worker;
import java.util.List;
import java.util.stream.Stream;

/** Somebody to choose from a list; the first is everybody. */
record WorkerOption(String value, String text) {
    static List<WorkerOption> all(String everybody, List<Worker> workers) {
        return Stream.concat(
                        Stream.of(new WorkerOption("", everybody)),
                        workers.stream()
                                .map(worker -> new WorkerOption(worker.id().toString(), worker.name())))
                .toList();
    }
}
