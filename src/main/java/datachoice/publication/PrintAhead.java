package datachoice.publication;

import datachoice.core.UkTime;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the PDFs of what is live before anybody asks: one after the other, in the background, and not while the portal
 * starts. Looks again only when something has changed that stands on paper, and once a day, so that what is still wanted is
 * not swept out.
 */
@Component
class PrintAhead {
    private static final Logger LOG = LoggerFactory.getLogger(PrintAhead.class);

    /** The first visitors after a start come first. */
    private static final long AFTER_START = TimeUnit.SECONDS.toNanos(20);

    private final JdbcClient jdbc;
    private final PublishedContent content;
    private final Print print;
    private final PublishingSettings settings;
    private final Clock clock;
    private final long made = System.nanoTime();
    private volatile @Nullable List<String> done;

    PrintAhead(JdbcClient jdbc, PublishedContent content, Print print, PublishingSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.content = content;
        this.print = print;
        this.settings = settings;
        this.clock = clock;
    }

    void look() {
        if (settings.printAhead() && System.nanoTime() - made > AFTER_START) {
            makeWhatIsMissing();
        }
    }

    void makeWhatIsMissing() {
        var now = state();
        if (now.equals(done)) {
            return;
        }
        for (var slug : onPaper()) {
            content.live(slug).ifPresent(this::make);
        }
        done = now;
    }

    /** One that cannot be made keeps none of the others waiting; whoever asks for it is told. */
    private void make(ContentView item) {
        for (var format : PaperFormat.values()) {
            if (format.suits(item)) {
                try {
                    print.ahead(item, format);
                } catch (RuntimeException e) {
                    LOG.warn("{} could not be printed ahead", format.name(item), e);
                }
            }
        }
    }

    /** Leaflets and forms first: they are what people print. */
    private List<String> onPaper() {
        return jdbc.sql(
                        "select slug from publication.item order by array_position(array['LEAFLET', 'FORM'], kind), edition_of nulls first, slug")
                .query(String.class)
                .list();
    }

    /** All that a PDF of a live version may say and that may change. */
    private List<String> state() {
        return jdbc.sql("""
                        select l.item || ' ' || l.n from publication.live l
                        union all select 'corrections ' || count(*) from publication.correction
                        union all select 'operator ' || md5(row (o.name, o.address, o.phone, o.phone_hours)::text) from publication.operator o
                        union all select 'day ' || ?
                        order by 1
                        """)
                .param(UkTime.today(clock).toString())
                .query(String.class)
                .list();
    }
}
