package datachoice.portal.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresArchiveTests {
    @TempDir
    Path folder;

    @Test
    void unpacksFilesProgramsAndLinks() throws IOException {
        unpack(file("share/words.txt", 0644), file("bin/tool", 0755), link("lib/libpq.so", "libpq.so.5"));
        assertThat(folder.resolve("in/share/words.txt")).hasContent("text");
        assertThat(Files.isExecutable(folder.resolve("in/bin/tool"))).isTrue();
        assertThat(Files.readSymbolicLink(folder.resolve("in/lib/libpq.so"))).isEqualTo(Path.of("libpq.so.5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out.txt", "lib/../../out.txt", "bin/../../in-too/out.txt"})
    void refusesAFileOutside(String name) {
        assertThatIOException().isThrownBy(() -> unpack(file(name, 0644))).withMessageContaining(name);
        assertThat(folder.resolve("out.txt")).doesNotExist();
        assertThat(folder.resolve("in-too")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../..", "/etc/passwd", "lib/../../out"})
    void refusesALinkToAnythingButANeighbour(String target) {
        assertThatIOException().isThrownBy(() -> unpack(link("lib", target))).withMessageContaining("lib");
    }

    @Test
    void refusesADevice() {
        var device = new TarArchiveEntry("null", TarConstants.LF_CHR);
        assertThatIOException().isThrownBy(() -> unpack(device)).withMessageContaining("null");
    }

    private void unpack(TarArchiveEntry... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var entry : entries) {
                tar.putArchiveEntry(entry);
                if (entry.getSize() > 0) {
                    tar.write("text".getBytes());
                }
                tar.closeArchiveEntry();
            }
        }
        PostgresArchive.unpack(new ByteArrayInputStream(bytes.toByteArray()), folder.resolve("in"));
    }

    private static TarArchiveEntry file(String name, int mode) {
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(4);
        entry.setMode(mode);
        return entry;
    }

    private static TarArchiveEntry link(String name, String target) {
        var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return entry;
    }
}
