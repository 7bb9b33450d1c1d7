package datachoice.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.core.Mode;
import datachoice.core.PortalSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** B10, V6.2: long is good, common is not, nothing else is asked. */
class PasswordRulesTests {
    private static final String EMOJI = "🔐";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "  leading and trailing  ",
                "kettle violin harbour",
                "vQ8#mZp2!xLw",
                "482910573846201",
                "пароль не пароль",
                "oatmeal-sherpa-vortex"
            })
    void acceptsWhatIsHardToGuess(String password) {
        assertThat(passwords(Mode.PRODUCTION).problem(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "P@ssw0rd2024!",
                "Liverpool1892",
                "qwertyuiop123",
                "1234567890123",
                "aaaaaaaaaaaa",
                "abcabcabcabc",
                "iloveyou2024",
                "nhspatient2014",
                "Summer2024!!!",
                "better-information-2014",
                "DATACHOICE-2026",
                "1q2w3e4r5t6y",
                "charlie-charlie1"
            })
    void refusesWhatGuessersTryFirst(String password) {
        assertThat(passwords(Mode.PRODUCTION).problem(password)).contains("common");
    }

    @Test
    void theDemoPasswordIsForTheDemoOnly() {
        assertThat(passwords(Mode.DEMO).problem("better-information-2014")).isEmpty();
    }

    @Test
    void countsCharactersAsPeopleDo() {
        var passwords = passwords(Mode.PRODUCTION);
        assertThat(passwords.problem(EMOJI.repeat(11))).contains("short");
        assertThat(passwords.problem((EMOJI + "🗝🐘🎻🌋🪁").repeat(21) + "ab")).isEmpty(); // 128 code points, 506 bytes
        assertThat(passwords.problem(EMOJI.repeat(129))).contains("long");
        assertThat(passwords.problem("x".repeat(1_000_000))).contains("long");
        assertThat(passwords.problem(null)).contains("empty");
    }

    @Test
    void theLastOf128CharactersMatters() {
        var passwords = passwords(Mode.PRODUCTION);
        var hash = passwords.encode(EMOJI.repeat(127) + "a");
        assertThat(hash).startsWith("{argon2}$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches(EMOJI.repeat(127) + "a", hash)).isTrue();
        assertThat(passwords.matches(EMOJI.repeat(127) + "b", hash)).isFalse();
    }

    @Test
    void readsBcryptButNothingWeaker() {
        var passwords = passwords(Mode.PRODUCTION);
        var bcrypt = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("kettle");
        assertThat(passwords.matches("kettle", bcrypt)).isTrue();
        assertThat(passwords.upgradeEncoding(bcrypt)).isTrue();
        assertThat(passwords.matches(EMOJI.repeat(64), bcrypt)).isFalse();
        assertThat(passwords.matches("kettle", "{noop}kettle")).isFalse();
        assertThat(passwords.matches("kettle", "kettle")).isFalse();
    }

    @Test
    void saysBusyInsteadOfLettingAQueueGrow() {
        var full = new Passwords(
                new CommonPasswords(),
                new PortalSettings(Mode.DEMO, Path.of("target"), URI.create("http://localhost"), Period.ZERO),
                0);
        var started = System.nanoTime();
        assertThatThrownBy(() -> full.encode("kettle violin harbour")).isInstanceOf(TooBusy.class);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
    }

    private static Passwords passwords(Mode mode) {
        return new Passwords(
                new CommonPasswords(),
                new PortalSettings(mode, Path.of("target"), URI.create("https://choice.example"), Period.ZERO));
    }
}
