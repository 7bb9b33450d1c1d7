package datachoice.identity.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decision 23, V1.5.2: strings and numbers, and nothing that could bring code along. */
class SessionValuesTests {
    @Test
    void writesAndReadsStringsAndNumbers() {
        for (var value : List.<Object>of("", "Zoë 李", 42, -7L, Long.MAX_VALUE)) {
            assertThat(SessionValues.read(SessionValues.write(value))).isEqualTo(value);
        }
    }

    @Test
    void refusesToWriteAnythingElse() {
        assertThatThrownBy(() -> SessionValues.write(List.of("a"))).hasMessageContaining("strings and numbers");
    }

    @Test
    void takesWhatItCannotReadForAbsent() throws IOException {
        var object = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(object)) {
            out.writeObject(new ArrayList<>(List.of("gadget")));
        }
        assertThat(SessionValues.read(object.toByteArray())).isNull();
        assertThat(SessionValues.read(new byte[0])).isNull();
        assertThat(SessionValues.read(new byte[] {'s', (byte) 0xff})).isNull();
        assertThat(SessionValues.read(new byte[] {'l', 'x'})).isNull();
        assertThat(SessionValues.read(new byte[] {'i'})).isNull();
    }
}
