package datachoice.journeys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves journeys out where there is no Chromium, except on a build server: there it must not be forgotten. */
class BrowserPresent implements ExecutionCondition {
    /** The variable CHROMIUM names it; else it is where Debian, Fedora, macOS and Google put it. */
    static final Optional<Path> CHROMIUM = Stream.of(
                    System.getenv().getOrDefault("CHROMIUM", ""),
                    "/usr/bin/chromium-headless-shell",
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/Applications/Chromium.app/Contents/MacOS/Chromium",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
            .filter(name -> !name.isEmpty())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (CHROMIUM.isPresent()) {
            return ConditionEvaluationResult.enabled("with " + CHROMIUM.get());
        }
        var missing =
                "There is no Chromium here for the journeys. Install it (Debian: apt install chromium), or name one by the variable CHROMIUM.";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new IllegalStateException(missing);
        }
        return ConditionEvaluationResult.disabled(missing);
    }
}
