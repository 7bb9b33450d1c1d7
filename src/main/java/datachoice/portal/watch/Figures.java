package datachoice.portal.watch;

import datachoice.audit.Audited;
import datachoice.choice.AtPractice;
import datachoice.choice.ChoiceApplied;
import datachoice.choice.ChoiceNotSaved;
import datachoice.choice.ChoiceRecorded;
import datachoice.choice.ChoiceSettled;
import datachoice.choice.SaveWay;
import datachoice.core.Acting;
import datachoice.identity.SecurityCodeRefused;
import datachoice.letter.OutboxLookup;
import datachoice.letter.OutboxLookup.Waiting;
import datachoice.person.register.RegisterUploadEnded;
import datachoice.person.register.UploadState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What is counted, all of it; on each node since its start. What is stored counts once its transaction has committed. Every
 * series is there from the start, at zero, so that the first of anything is a rise. No tag has a value that is not written
 * here.
 */
@Component
@Conditional(Export.class)
class Figures {
    static final String REQUESTS = "datachoice.choice.requests";
    static final String CHOICES = "datachoice.choices";
    static final String ASKED = "datachoice.practice.asked";
    static final String ENTERED = "datachoice.practice.entered";
    static final String SIGN_INS = "datachoice.sign.ins";
    static final String UPLOADS = "datachoice.register.uploads";
    static final String OUTBOX_AGE = "datachoice.outbox.age";
    static final String OUTBOX_WAITING = "datachoice.outbox.waiting";

    private static final String SAVE = "/choices/*/check/*";
    private static final Duration[] DELAYS = {
        Duration.ofHours(1),
        Duration.ofHours(4),
        Duration.ofDays(1),
        Duration.ofDays(2),
        Duration.ofDays(4),
        Duration.ofDays(7),
        Duration.ofDays(14),
        Duration.ofDays(28)
    };

    /** What became of a request to save. */
    enum Outcome {
        SAVED,
        SAVED_BEFORE,
        MOVED_ON,
        LIMIT,
        NOT_ENTITLED,
        LETTER_USED,
        GONE,
        NOT_STORED,
        UNKNOWN,
        FAULT
    }

    enum Way {
        PASSWORD,
        SECURITY_CODE,
        LETTER
    }

    enum Proof {
        RIGHT,
        REFUSED,
        TOO_MANY_TRIES,
        FAULT
    }

    private static final Map<String, Way> FORMS =
            Map.of("/sign-in", Way.PASSWORD, "/sign-in/code", Way.SECURITY_CODE, "/letter-code", Way.LETTER);

    private final MeterRegistry registry;
    private final OutboxLookup outbox;
    private final Counter requests;
    private final Map<SaveWay, Map<Outcome, Counter>> choices;
    private final Counter asked;
    private final Timer entered;
    private final Map<Way, Map<Proof, Counter>> signIns;
    private final Map<UploadState, Counter> uploads;

    Figures(MeterRegistry registry, OutboxLookup outbox) {
        this.registry = registry;
        this.outbox = outbox;
        requests = Counter.builder(REQUESTS)
                .description(
                        "times that somebody asked on their own screen for a choice to be saved, whatever became of it")
                .register(registry);
        choices = Stream.of(SaveWay.values()).collect(Collectors.toMap(way -> way, way -> Stream.of(Outcome.values())
                .collect(Collectors.toMap(it -> it, it -> choice(way, it)))));
        asked = Counter.builder(ASKED)
                .description("saved choices that a practice has something to enter for")
                .register(registry);
        entered = Timer.builder(ENTERED)
                .description("from when a choice was saved to when its practice entered it")
                .serviceLevelObjectives(DELAYS)
                .register(registry);
        signIns = Stream.of(Way.values()).collect(Collectors.toMap(way -> way, way -> Stream.of(Proof.values())
                .collect(Collectors.toMap(it -> it, it -> signIn(way, it)))));
        uploads = Stream.of(UploadState.LOADED, UploadState.REFUSED, UploadState.FAILED)
                .collect(Collectors.toMap(it -> it, it -> Counter.builder(UPLOADS)
                        .description("files of practices that came to their end")
                        .tag("outcome", name(it))
                        .register(registry)));
        gauge(
                OUTBOX_AGE,
                "seconds",
                "how long the oldest message could have left",
                it -> it.longest().toMillis() / 1000.0);
        gauge(OUTBOX_WAITING, "messages", "messages that could have left by now", Waiting::messages);
    }

    private Counter choice(SaveWay way, Outcome outcome) {
        return Counter.builder(CHOICES)
                .description("what became of what was to be saved")
                .tag("way", name(way))
                .tag("outcome", name(outcome))
                .register(registry);
    }

    private Counter signIn(Way way, Proof proof) {
        return Counter.builder(SIGN_INS)
                .description("proofs of who somebody is")
                .tag("way", name(way))
                .tag("outcome", name(proof))
                .register(registry);
    }

    private void gauge(String name, String unit, String description, ToDoubleFunction<Waiting> value) {
        Gauge.builder(name, () -> waiting().map(value::applyAsDouble).orElse(Double.NaN))
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    /** Empty while the database is away. */
    private Optional<Waiting> waiting() {
        var found = new AtomicReference<@Nullable Waiting>();
        try {
            Acting.asJob("watch", () -> found.set(outbox.waiting()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(found.get());
    }

    @TransactionalEventListener
    void on(ChoiceRecorded recorded) {
        count(recorded.keyed() == null ? SaveWay.ONLINE : SaveWay.KEYED, Outcome.SAVED);
        if (recorded.atPractice() == AtPractice.TO_ENTER) {
            asked.increment();
        }
    }

    @EventListener
    void on(ChoiceSettled settled) {
        count(settled.way(), Outcome.SAVED);
    }

    @EventListener
    void on(ChoiceNotSaved notSaved) {
        count(notSaved.way(), Outcome.valueOf(notSaved.why().name()));
    }

    private void count(SaveWay way, Outcome outcome) {
        choices.get(way).get(outcome).increment();
    }

    @TransactionalEventListener
    void on(ChoiceApplied applied) {
        entered.record(Duration.between(applied.recordedAt(), applied.appliedAt()));
    }

    @TransactionalEventListener
    void on(RegisterUploadEnded upload) {
        uploads.get(upload.as()).increment();
    }

    /** Passwords and letters, as Spring Security announces them. */
    @EventListener
    void on(AbstractAuthenticationEvent proof) {
        var way = proof.getAuthentication() instanceof UsernamePasswordAuthenticationToken ? Way.PASSWORD : Way.LETTER;
        if (proof instanceof AuthenticationSuccessEvent) {
            count(way, Proof.RIGHT);
        } else if (proof instanceof AuthenticationFailureServiceExceptionEvent) {
            count(way, Proof.FAULT);
        } else if (proof instanceof AbstractAuthenticationFailureEvent) {
            count(way, Proof.REFUSED);
        }
    }

    @EventListener
    void on(SecurityCodeRefused refused) {
        count(Way.SECURITY_CODE, Proof.REFUSED);
    }

    @TransactionalEventListener
    void on(Audited act) {
        if (act.action().equals("SIGNED_IN") && String.valueOf(act.detail()).contains("security code")) {
            count(Way.SECURITY_CODE, Proof.RIGHT);
        }
    }

    private void count(Way way, Proof proof) {
        signIns.get(way).get(proof).increment();
    }

    /** A form was sent, and this is how it was answered. */
    void sent(String route, int status) {
        if (route.equals(SAVE)) {
            requests.increment();
        } else if (status == 429 && FORMS.containsKey(route)) {
            count(FORMS.get(route), Proof.TOO_MANY_TRIES);
        }
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
