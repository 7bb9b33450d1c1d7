package datachoice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeysTests {
    @TempDir
    Path home;

    @Test
    void demoMakesItsKeyOnceForItsOwnerOnly() throws IOException {
        var first = new SecretKeys(settings(Mode.DEMO), "").mark("use", "text");
        assertThat(new SecretKeys(settings(Mode.DEMO), "").mark("use", "text")).isEqualTo(first);
        var file = home.resolve("keys/portal");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(home.resolve("keys"))).containsExactly(file);
    }

    @Test
    void eachUseHasAKeyOfItsOwn() {
        var keys = new SecretKeys(settings(Mode.DEMO), "");
        assertThat(keys.mark("one", "text")).hasSize(32).isNotEqualTo(keys.mark("other", "text"));
        assertThat(keys.mark("one", "text")).isNotEqualTo(keys.mark("one", "test"));
    }

    @Test
    void productionRefusesToStartWithoutAKeyFile() {
        assertThatThrownBy(() -> new SecretKeys(settings(Mode.PRODUCTION), ""))
                .hasMessageContaining("DATACHOICE_KEY_FILE is not set");
    }

    @Test
    void refusesAShortKey() throws IOException {
        var file = Files.writeString(home.resolve("short"), "password");
        assertThatThrownBy(() -> new SecretKeys(settings(Mode.PRODUCTION), file.toString()))
                .hasMessageContaining("too short");
    }

    private PortalSettings settings(Mode mode) {
        return new PortalSettings(mode, home, URI.create("https://choice.example"), Period.ZERO);
    }
}
