package datachoice.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignInTests extends WebTests {
    @Test
    void aPatientSignsInWithAPassword() {
        var visitor = signedIn(people.withAccount(people.withLetter()));
        assertThat(visitor.status()).isEqualTo(302);
        assertThat(visitor.location()).isEqualTo("/choices");
        assertThat(visitor.get("/choices/test-probe").body()).isEqualTo("Zoë O’Brien-Müller [PATIENT]");
    }

    @Test
    void staffNeedTheCodeFromTheirEmail() {
        var email = people.staff();
        var visitor = signedIn(email);
        assertThat(visitor.location()).isEqualTo("/sign-in/code");
        assertThat(visitor.get("/practice/test-probe").location()).isEqualTo("/sign-in/code");
        visitor.get("/sign-in/code").submit("/sign-in/code", "code", sent.lastCodeTo(email));
        assertThat(visitor.location()).isEqualTo("/practice");
        assertThat(visitor.get("/practice/test-probe").body()).isEqualTo("Sam Staff [PRACTICE_STAFF]");
        assertThat(visitor.get("/choices/test-probe").status()).isEqualTo(404);
        assertThat(visitor.get("/nobody/test-probe").status()).isEqualTo(404);
    }

    @Test
    void theLetterSignsIn() {
        var visitor = signedInByLetter(people.withLetter());
        assertThat(visitor.status()).as(visitor.body()).isEqualTo(302);
        assertThat(visitor.location()).isEqualTo("/choices");
        assertThat(visitor.get("/choices/test-probe").body()).isEqualTo("Zoë O’Brien-Müller [LETTER]");
    }
}
