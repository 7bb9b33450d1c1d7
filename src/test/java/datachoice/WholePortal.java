package datachoice;

import datachoice.identity.account.RememberedPasswords;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole portal, served over real HTTP from a real database. All tests that say so share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"datachoice.home=${test.folder:target}/whole-portal", "datachoice.demo-people=true"})
@Import({PostgresForTests.class, Cast.class, RememberedPasswords.class, PseudoMessages.class, FaultsOnDemand.class})
public @interface WholePortal {}
