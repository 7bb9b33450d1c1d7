package datachoice.identity.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * An address that cannot be read, such as one with an encoded slash or zero byte: Tomcat refuses it before any filter or
 * page of ours is asked, and would write a page of its own. Here it becomes what {@link WebSecurity#rejected} makes of
 * other strange addresses: an address that is not there, with the headers and the page of every other answer.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE) // after Spring Boot has put Tomcat's own valve there
class UnreadableAddress implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            var host = (StandardHost) context.getParent();
            for (var valve : host.getPipeline().getValves()) {
                if (valve instanceof ErrorReportValve) {
                    host.getPipeline().removeValve(valve);
                }
            }
            host.setErrorReportValveClass(Page.class.getName());
            host.getPipeline().addValve(new Page());
        });
    }

    /** Writes nothing itself: forwards to the page that says so. */
    static final class Page extends ErrorReportValve {
        private static final String ERROR_PAGE = "/error";

        Page() {
            setShowReport(false);
            setShowServerInfo(false);
        }

        @Override
        protected void report(Request request, Response response, Throwable failure) {
            var portal = portal();
            if (request.getContext() != null || portal == null || response.isCommitted()) {
                super.report(request, response, failure);
                return;
            }
            request.getMappingData().context = portal;
            boolean reading =
                    HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
            int status = reading ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_BAD_REQUEST;
            response.setSuspended(false);
            response.setStatus(status);
            request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
            request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
            request.setAttribute(Globals.DISPATCHER_REQUEST_PATH_ATTR, ERROR_PAGE);
            request.setAttribute(Globals.DISPATCHER_TYPE_ATTR, DispatcherType.ERROR);
            var ours = portal.bind(null);
            try {
                portal.getServletContext()
                        .getRequestDispatcher(ERROR_PAGE)
                        .forward(new AsReading(request.getRequest()), response.getResponse());
                response.finishResponse();
            } catch (IOException | ServletException e) {
                getContainer().getLogger().warn("The page for an unreadable address could not be written", e);
            } finally {
                portal.unbind(ours);
            }
        }

        /** Whatever the method was called, perhaps nothing: the page is read. */
        private static final class AsReading extends HttpServletRequestWrapper {
            AsReading(HttpServletRequest request) {
                super(request);
            }

            @Override
            public String getMethod() {
                return HttpMethod.GET.name();
            }
        }

        private @Nullable Context portal() {
            for (Container child : getContainer().findChildren()) {
                if (child instanceof Context context) {
                    return context;
                }
            }
            return null;
        }
    }
}
