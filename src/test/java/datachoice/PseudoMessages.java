package datachoice;

import java.util.Locale;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Puts every message between brackets, and makes it longer, for a browser that asks for it: what then stands outside of
 * brackets was written elsewhere than in the bundles. The portal itself never looks at what a browser asks for.
 */
public class PseudoMessages implements BeanPostProcessor {
    /** Set on each request of such a browser. */
    public static final String HEADER = "X-Brackets";

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return name.equals("messageSource") && bean instanceof MessageSource messages ? new Bracketed(messages) : bean;
    }

    private record Bracketed(MessageSource messages) implements MessageSource {
        @Override
        public String getMessage(String code, Object[] args, String otherwise, Locale locale) {
            return marked(messages.getMessage(code, args, otherwise, locale));
        }

        @Override
        public String getMessage(String code, Object[] args, Locale locale) throws NoSuchMessageException {
            return marked(messages.getMessage(code, args, locale));
        }

        @Override
        public String getMessage(MessageSourceResolvable resolvable, Locale locale) throws NoSuchMessageException {
            return marked(messages.getMessage(resolvable, locale));
        }

        private static String marked(String text) {
            return text == null || text.isEmpty() || !asked()
                    ? text
                    : "⟦" + text + " ·".repeat(text.length() / 6) + "⟧";
        }

        private static boolean asked() {
            return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                    && attributes.getRequest().getHeader(HEADER) != null;
        }
    }
}
