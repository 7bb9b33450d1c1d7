package datachoice.portal;

import org.springframework.boot.ExitCodeGenerator;

/** The portal does not start with these settings. The message is one line for the person at the console. */
public class StartRefused extends RuntimeException implements ExitCodeGenerator {
    StartRefused(String line) {
        super(line);
    }

    @Override
    public int getExitCode() {
        return 1;
    }
}
