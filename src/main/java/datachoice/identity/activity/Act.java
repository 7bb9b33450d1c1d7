package datachoice.identity.activity;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kinds of acts, as people look for them. */
enum Act {
    LOOKED("(_VIEWED|_SHOWN_AGAIN)$|^PERSON_OPENED$|^SEARCHED$|^CHOOSER"),
    CHANGED("^(CHOICE|ENTRY|RELATION|REGISTRATION|PRACTICE|CONTENT|DRAFT)_|^REGISTER_CHANGED$"),
    EXPORTED("_EXPORTED$"),
    UPLOADED("^REGISTER_(UPLOADED|CONFIRMED|NOT_LOADED|NOT_MATCHED|LOADED)$"),
    REFUSED("^REFUSED_"),
    ACCOUNTS("^(ACCOUNT|ROLE|SIGN|PASSWORD|EMAIL|SESSION|INVIT|LETTER|FIRST_ADMIN)");

    private final String pattern;

    Act(String pattern) {
        this.pattern = pattern;
    }

    /** Which names of acts belong to it. */
    String pattern() {
        return pattern;
    }

    static Optional<Act> parse(@Nullable String name) {
        return Stream.of(values()).filter(act -> act.name().equals(name)).findFirst();
    }
}
