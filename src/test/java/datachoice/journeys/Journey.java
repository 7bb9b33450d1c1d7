package datachoice.journeys;

import datachoice.WholePortal;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A story that people walk through in a real browser, on the whole portal. Test methods may ask for a {@link Browsers},
 * which opens windows. Without a browser on this machine such a test is left out, and says so; a build server
 * ({@code CI=true}) must have one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(BrowserPresent.class) // first, so that nothing starts in vain
@WholePortal
@ExtendWith(Browsers.Provided.class)
public @interface Journey {}
