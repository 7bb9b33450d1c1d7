package datachoice.identity.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTests {
    @Test
    void oneCustomerIsOneNetwork() {
        assertThat(Network.of("192.0.2.7")).isEqualTo("192.0.2.7").isNotEqualTo(Network.of("192.0.2.8"));
        assertThat(Network.of("2001:db8:1:2::1")).isEqualTo(Network.of("2001:db8:1:2:ffff::9"));
        assertThat(Network.of("2001:db8:1:2::1")).isNotEqualTo(Network.of("2001:db8:1:3::1"));
        assertThat(Network.of("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(Network.of("fe80::1%eth0")).isEqualTo(Network.of("fe80::2"));
    }
}
