package datachoice.crash;

import datachoice.TestPeople;
import datachoice.core.Acting;
import datachoice.core.PersonId;
import datachoice.identity.Accounts;
import datachoice.practice.PracticeLookup;
import datachoice.practice.PracticeManagement;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Registers people who can sign in, at a practice that is there. */
@Component
class FewPeople {
    /** Good enough for production. */
    static final String PASSWORD = "seven lanterns, one harbour";

    private final JdbcTemplate jdbc;
    private final Accounts accounts;
    private final PracticeLookup practices;
    private final PracticeManagement practiceManagement;

    FewPeople(JdbcTemplate jdbc, Accounts accounts, PracticeLookup practices, PracticeManagement practiceManagement) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.practices = practices;
        this.practiceManagement = practiceManagement;
    }

    /** Somebody new with an address, an e-mail address and an account. */
    SavingPatient somebody(int port) {
        var email = "patient-" + UUID.randomUUID() + "@demo.example";
        return new SavingPatient(register(email), email, PASSWORD, port);
    }

    PersonId register(String email) {
        openThePractice();
        var person = TestPeople.aPerson().withEmail(email).in(jdbc);
        Acting.asJob("crash-tests", () -> accounts.openForPerson(email, PASSWORD, "Jane Test", person));
        return person;
    }

    private void openThePractice() {
        if (practices.find(TestPeople.ELM).isEmpty()) {
            Acting.asJob(
                    "crash-tests",
                    () -> practiceManagement.add(
                            TestPeople.ELM, "Elm Surgery", List.of("1 Elm Street", "ZZ1 1AA"), "01632 960 001"));
        }
    }
}
