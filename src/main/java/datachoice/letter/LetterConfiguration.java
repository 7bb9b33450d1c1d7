package datachoice.letter;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.core.Acting;
import datachoice.core.PortalSettings;
import datachoice.publication.PdfRenderer;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Who carries messages, and when. */
@Configuration(proxyBeanMethods = false)
class LetterConfiguration {
    @Bean
    MessageSender emailPort(PortalSettings settings, LetterSettings letters, ObjectProvider<JavaMailSender> server) {
        if (settings.demo()) {
            return new DemoMailbox(MessageChannel.EMAIL);
        }
        var from = letters.from().isBlank() ? "no-reply@" + settings.baseUrl().getHost() : letters.from();
        return new SmtpSender(server.getObject(), from);
    }

    @Bean
    MessageSender postPort(PortalSettings settings, SpringTemplateEngine templates, PdfRenderer renderer) {
        return settings.demo()
                ? new DemoMailbox(MessageChannel.POST)
                : new PdfLetters(settings.home().resolve("letters"), templates, renderer);
    }

    @Bean
    RecurringTask<Void> sendMessages(Postman postman) {
        return going("send-messages", MessageChannel.EMAIL, postman);
    }

    @Bean
    RecurringTask<Void> sendLetters(Postman postman) {
        return going("send-letters", MessageChannel.POST, postman);
    }

    @Bean
    RecurringTask<Void> markLetterDays(LetterDays days) {
        return Tasks.recurring("mark-letter-days", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((task, context) -> Acting.asJob("letter", days::mark));
    }

    private static RecurringTask<Void> going(String name, MessageChannel channel, Postman postman) {
        return Tasks.recurring(name, FixedDelay.of(Duration.ofSeconds(1)))
                .execute((task, context) -> Acting.asJob("letter", () -> postman.goRound(channel)));
    }
}
