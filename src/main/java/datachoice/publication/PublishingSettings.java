package datachoice.publication;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How publishing works here.
 *
 * @param twoPeople nobody approves what they edited; a lone operator may switch this off, and the site then says so
 * @param printAhead PDFs of what is live are made in the background, before anybody asks for them
 */
@ConfigurationProperties("datachoice.publishing")
record PublishingSettings(
        @DefaultValue("true") boolean twoPeople,
        @DefaultValue("true") boolean printAhead) {}
