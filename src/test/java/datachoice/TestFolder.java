package datachoice;

import java.nio.file.Path;

/** Where tests write to. Several processes run tests at the same time, each in a folder of its own. */
public final class TestFolder {
    /** Named by the build, {@code target} where nobody names one. */
    static final Path HERE = Path.of(System.getProperty("test.folder", "target"));

    private TestFolder() {}

    public static Path of(String name) {
        return HERE.resolve(name);
    }
}
