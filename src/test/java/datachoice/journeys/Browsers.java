package datachoice.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.core.env.Environment;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Opens windows of the one browser that all journeys of a run share. Each window has cookies of its own. */
class Browsers {
    /** How people use the pages: everything must work without a mouse, and without scripts. */
    enum Way {
        /** Only Tab, Shift, arrows, Space, Enter and letters are pressed. What has the focus must be seen to have it. */
        KEYS,
        WITHOUT_SCRIPTS,
        MOUSE
    }

    private static final int PATIENCE = 30_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE); // else five seconds, which a busy machine needs
    }

    private final Browser browser;
    private final String home;
    private final List<Visitor> visitors = new ArrayList<>();

    private Browsers(Browser browser, String home) {
        this.browser = browser;
        this.home = home;
    }

    /** Somebody new, in front of an empty window. */
    Visitor visitor(Way way) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(home)
                .setLocale("en-GB")
                .setReducedMotion(ReducedMotion.REDUCE) // nobody waits until a page has finished moving
                .setJavaScriptEnabled(way != Way.WITHOUT_SCRIPTS));
        context.setDefaultTimeout(PATIENCE);
        var visitor = new Visitor(context.newPage(), way);
        visitors.add(visitor);
        return visitor;
    }

    Visitor visitor() {
        return visitor(Way.MOUSE);
    }

    private void closeAll() {
        visitors.forEach(visitor -> visitor.page().context().close());
    }

    private void check() {
        visitors.forEach(Visitor::hadNoTrouble);
    }

    /** One browser, started by the first journey and closed after the last. */
    private record Engine(Playwright playwright, Browser browser) implements AutoCloseable {
        static Engine start() {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            var chromium = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(BrowserPresent.CHROMIUM.orElseThrow())
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
            return new Engine(playwright, chromium);
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }

    static class Provided implements ParameterResolver, AfterEachCallback {
        private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Browsers.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Browsers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var engine = context.getRoot()
                    .getStore(HERE)
                    .computeIfAbsent(Engine.class, type -> Engine.start(), Engine.class);
            var browsers = new Browsers(engine.browser(), home(context));
            context.getStore(HERE).put(Browsers.class, browsers);
            return browsers;
        }

        private static String home(ExtensionContext context) {
            return DemoFromOutsideTests.address()
                    .orElseGet(() -> "http://localhost:"
                            + SpringExtension.getApplicationContext(context)
                                    .getBean(Environment.class)
                                    .getRequiredProperty("local.server.port"));
        }

        @Override
        public void afterEach(ExtensionContext context) {
            var browsers = context.getStore(HERE).get(Browsers.class, Browsers.class);
            if (browsers != null) {
                try {
                    if (context.getExecutionException().isEmpty()) {
                        browsers.check();
                    }
                } finally {
                    browsers.closeAll();
                }
            }
        }
    }
}
