package datachoice.portal.demo;

import datachoice.choice.ChoiceChannel;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.past.PastChoice;
import datachoice.choice.past.PastChoices;
import datachoice.choice.past.PastProxy;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.UkTime;
import datachoice.person.PersonView;
import datachoice.person.ProxyRole;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the demo's people chose in the last half year: about five in a hundred said no, nearly two said yes, a few changed their
 * mind. Practices have entered all but the newest. The same people each time, because the dice are.
 */
@Component
@ConditionalOnProperty(name = "datachoice.mode", havingValue = "demo")
class DemoHistory {
    private static final int DAYS = 180;
    private static final int NOT_ENTERED_YET = 14;

    private final PastChoices past;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Random dice = new Random(2014);

    DemoHistory(PastChoices past, JdbcClient jdbc, Clock clock) {
        this.past = past;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param except people of the story, who start with what it says */
    void of(OdsCode practice, UUID staff, Set<PersonId> except) {
        var choices = new ArrayList<PastChoice>();
        for (var person : peopleWhoDecideAlone(practice)) {
            int lot = dice.nextInt(1000);
            if (lot >= 88 || except.contains(person)) {
                continue;
            }
            if (lot < 3) {
                choices.add(choice(person, ChoiceDecision.DO_NOT_ALLOW, DAYS - dice.nextInt(60), staff));
                choices.add(choice(person, ChoiceDecision.ALLOW, 20 + dice.nextInt(80), staff));
            } else {
                var decision = lot < 66 ? ChoiceDecision.DO_NOT_ALLOW : ChoiceDecision.ALLOW;
                choices.add(
                        choice(person, decision, NOT_ENTERED_YET + 1 + dice.nextInt(DAYS - NOT_ENTERED_YET), staff));
            }
        }
        for (int i = 0; i < NOT_ENTERED_YET; i++) { // the newest, one a day or so: work for the practice
            int at = choices.size() - 1 - dice.nextInt(choices.size() / 2);
            var newer = choices.get(at);
            if (newer.decision() == ChoiceDecision.DO_NOT_ALLOW) {
                choices.set(at, choice(newer.subject(), ChoiceDecision.DO_NOT_ALLOW, i, null));
            }
        }
        past.append(choices);
    }

    /** Amina said yes, read more, and said no; then no for her daughter too. For her son she has not chosen. */
    void ofAmina(PersonId amina, PersonId daughter, UUID relation, UUID staff) {
        past.append(List.of(
                choice(amina, ChoiceDecision.ALLOW, 150, null),
                choice(amina, ChoiceDecision.DO_NOT_ALLOW, 64, staff),
                new PastChoice(
                        daughter,
                        ChoiceDecision.DO_NOT_ALLOW,
                        at(64).plus(Duration.ofMinutes(4)),
                        ChoiceChannel.ONLINE,
                        new PastProxy(amina, relation, ProxyRole.GUARDIAN),
                        entered(64),
                        staff)));
    }

    private PastChoice choice(PersonId person, ChoiceDecision decision, int daysAgo, @Nullable UUID staff) {
        boolean entered = staff != null && decision == ChoiceDecision.DO_NOT_ALLOW;
        return new PastChoice(
                person,
                decision,
                at(daysAgo),
                channel(),
                null,
                entered ? entered(daysAgo) : null,
                entered ? staff : null);
    }

    private ChoiceChannel channel() {
        int lot = dice.nextInt(100);
        return lot < 75 ? ChoiceChannel.ONLINE : lot < 90 ? ChoiceChannel.PAPER : ChoiceChannel.PRACTICE_STAFF;
    }

    /** Some time by day, and never later than now. */
    private Instant at(int daysAgo) {
        return UkTime.today(clock)
                .minusDays(daysAgo + 1L)
                .atTime(LocalTime.of(8, 0).plusMinutes(dice.nextInt(12 * 60)))
                .atZone(UkTime.ZONE)
                .toInstant();
    }

    /** By noon some days later. */
    private Instant entered(int daysAgo) {
        return UkTime.today(clock)
                .minusDays(Math.max(1, daysAgo - 1L - dice.nextInt(5)))
                .atTime(9, dice.nextInt(60))
                .atZone(UkTime.ZONE)
                .toInstant();
    }

    private List<PersonId> peopleWhoDecideAlone(OdsCode practice) {
        return jdbc
                .sql("""
                        select id from person.published_person where practice = ? and date_of_birth <= ?
                        order by date_of_birth, family_name collate "C", given_names collate "C", id
                        """)
                .params(practice.value(), UkTime.today(clock).minusYears(PersonView.AGE_OF_OWN_CHOICE + 1L))
                .query(UUID.class)
                .list()
                .stream()
                .map(PersonId::new)
                .toList();
    }
}
