package datachoice.letter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages leave.
 *
 * @param from sender of e-mails; empty for {@code no-reply@} and the host of the base URL
 */
@ConfigurationProperties("datachoice.mail")
record LetterSettings(@DefaultValue("") String from) {}
