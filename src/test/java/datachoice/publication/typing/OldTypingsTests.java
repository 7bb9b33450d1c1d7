package datachoice.publication.typing;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.PostgresForTests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(properties = "datachoice.home=${test.folder:target}/publishing-tests")
@AutoConfigureMockMvc
@Import(PostgresForTests.class)
class OldTypingsTests {
    @Autowired
    JdbcClient jdbc;

    @Test
    void goWhenNobodyFetchesThem() {
        var somebody = UUID.randomUUID();
        var empty = typing(somebody, "{}", Duration.ofHours(23));
        typing(somebody, "{}", Duration.ofHours(25));
        var typed = typing(somebody, "{\"body\": \"x\"}", Duration.ofDays(13));
        typing(somebody, "{\"body\": \"x\"}", Duration.ofDays(15));
        OldTypings.forget(jdbc, Clock.systemUTC());
        assertThat(jdbc.sql("select page from publication.typing where account = ?")
                        .param(somebody)
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(empty, typed);
    }

    private UUID typing(UUID account, String fields, Duration age) {
        var page = UUID.randomUUID();
        var at = Instant.now().minus(age).atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into publication.typing (page, item, account, fields, opened_at, kept_at, seen_at)
                        values (?, 'privacy', ?, ?::jsonb, ?, ?, ?)
                        """).params(page, account, fields, at, at, at).update();
        return page;
    }
}
