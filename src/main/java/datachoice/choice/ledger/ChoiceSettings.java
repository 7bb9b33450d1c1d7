package datachoice.choice.ledger;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How often the choice of one person can be saved, whoever saves it: each time somebody gets a letter. */
@ConfigurationProperties("datachoice.choices")
record ChoiceSettings(
        @DefaultValue("10") int perHour, @DefaultValue("20") int perDay) {}
