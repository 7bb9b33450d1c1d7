package datachoice.portal.watch;

import datachoice.choice.ChoiceNotSaved;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Puts {@link RequestLog} around all that the server does, and tells it what only a module knows. */
@Component
class Requests implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final Routes routes;
    private final ObjectProvider<Figures> figures;

    Requests(Routes routes, ObjectProvider<Figures> figures) {
        this.routes = routes;
        this.figures = figures;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addEngineValves(new RequestLog(routes, figures));
    }

    @EventListener
    void on(ChoiceNotSaved notSaved) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(RequestLog.BECAUSE, notSaved.why(), RequestAttributes.SCOPE_REQUEST);
        }
    }
}
