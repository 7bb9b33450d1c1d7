package datachoice.letter;

import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** E-mail through the operator's SMTP server. Plain text: nothing to load, nothing that can pass for somebody else. */
class SmtpSender implements MessageSender {
    private final JavaMailSender server;
    private final String from;

    SmtpSender(JavaMailSender server, String from) {
        this.server = server;
        this.from = from;
    }

    @Override
    public MessageChannel channel() {
        return MessageChannel.EMAIL;
    }

    @Override
    public void send(Message message) throws Exception {
        var mail = server.createMimeMessage();
        var helper = new MimeMessageHelper(mail, false, StandardCharsets.UTF_8.name());
        helper.setFrom(new InternetAddress(from, true));
        helper.setTo(new InternetAddress(message.address().get(0), true)); // exactly one, or none at all
        helper.setSubject(Words.oneLine(message.subject()));
        helper.setText(message.body());
        mail.setHeader("Auto-Submitted", "auto-generated");
        server.send(mail);
    }
}
