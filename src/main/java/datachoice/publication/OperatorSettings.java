package datachoice.publication;

import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Who runs a portal in production, as its settings say: all of it or nothing. */
@ConfigurationProperties("datachoice.operator")
record OperatorSettings(
        @DefaultValue("") String name,
        @DefaultValue("") String address,
        @DefaultValue("") String phone,
        @DefaultValue("") String phoneHours,
        @DefaultValue("") String email,
        @DefaultValue("") String dataProtectionOfficer) {
    Optional<OperatorView> operator() {
        return name.isBlank()
                ? Optional.empty()
                : Optional.of(new OperatorView(
                        name.strip(),
                        address.strip(),
                        phone.strip(),
                        phoneHours.strip(),
                        email.strip(),
                        dataProtectionOfficer.strip()));
    }
}
