package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.modulith.NamedInterface;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** S2: whatever page or job calls it, each service that modules offer to each other asks for itself who may. */
class MethodSecurityTests {
    /** Open on purpose, each with its reason. */
    private static final Map<String, String> OPEN = Map.of(
            "practice.PracticeLookup", "names and addresses of practices, which stand on every practice's door",
            "person.PersonLookup",
                    "names and ages for who holds an id; forms that come too late and the demo's mailbox ask"
                            + " with nobody signed in, and every caller shows only whom it may",
            "identity.FormTickets", "proves to whom a form was shown, and opens nothing; asked with nobody signed in",
            "identity.signin.DemoSignIn", "is how somebody gets in, and refuses everywhere but in the demo",
            "publication.PublishedContent", "what is published",
            "publication.OperatorLookup", "what is published",
            "publication.Programmes", "what is published",
            "publication.PdfRenderer", "turns the text it is given into a document, and stores nothing");

    @Test
    void everyFaceAsksWhoMay() throws Exception {
        var open = new TreeSet<String>();
        for (var module : new String[] {"practice", "person", "identity", "publication", "choice", "letter", "audit"}) {
            var components = new ClassPathScanningCandidateComponentProvider(false);
            components.addIncludeFilter(new AnnotationTypeFilter(Component.class));
            for (var found : components.findCandidateComponents("datachoice." + module)) {
                var type = ClassUtils.forName(found.getBeanClassName(), null);
                if (isFace(type, module) && !isGuarded(type)) {
                    open.add(type.getName().substring("datachoice.".length()));
                }
            }
        }
        assertThat(open).containsExactlyElementsOf(new TreeSet<>(OPEN.keySet()));
    }

    /** What another module may name: public, and not sealed off in a package below the module's own. */
    private static boolean isFace(Class<?> type, String module) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getPackageName().equals("datachoice." + module)
                        || type.isAnnotationPresent(NamedInterface.class)
                        || type.getPackage().isAnnotationPresent(NamedInterface.class));
    }

    private static boolean isGuarded(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, PreAuthorize.class)
                || Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .allMatch(method -> AnnotatedElementUtils.hasAnnotation(method, PreAuthorize.class));
    }
}
