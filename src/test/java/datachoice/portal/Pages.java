package datachoice.portal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.springframework.web.servlet.support.RequestContext;
import org.thymeleaf.context.WebExpressionContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.context.webmvc.SpringWebMvcThymeleafRequestContext;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;
import org.thymeleaf.spring6.naming.SpringContextVariableNames;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Draws templates as the portal does, but without the portal: no database, no controllers, no security. */
class Pages {
    private final MockServletContext servletContext = new MockServletContext();
    private final GenericWebApplicationContext application = new GenericWebApplicationContext();
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    Pages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/portal", "messages/kit-tests");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        application.setServletContext(servletContext);
        application.getBeanFactory().registerSingleton("messageSource", messages);
        application.refresh();

        var files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        files.setCheckExistence(true);
        files.setOrder(1);
        var strings = new StringTemplateResolver();
        strings.setOrder(2);
        engine.addTemplateResolver(files);
        engine.addTemplateResolver(strings);
        engine.setMessageSource(messages);
    }

    /** A form as a page shows it, with what a validator would say about it. */
    static BeanPropertyBindingResult bound(Object form) {
        return new BeanPropertyBindingResult(form, "form");
    }

    /** The piece of markup, inside a form whose values and errors are the given ones. */
    Document inForm(String markup, BindingResult form) {
        return draw("<form th:object=\"${form}\">" + markup + "</form>", Map.of(), form);
    }

    /** A template by its name, or the markup itself. */
    Document draw(String template, Map<String, Object> attributes) {
        return draw(template, attributes, null);
    }

    private Document draw(String template, Map<String, Object> attributes, @Nullable BindingResult form) {
        return Jsoup.parse(html(template, attributes, form), "http://localhost/");
    }

    String html(String template, Map<String, Object> attributes, @Nullable BindingResult form) {
        Map<String, Object> model = new HashMap<>(attributes);
        if (form != null) {
            model.put("form", form.getTarget());
            model.put(BindingResult.MODEL_KEY_PREFIX + "form", form);
        }
        var request = new MockHttpServletRequest(servletContext, "GET", "/");
        request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, application);
        request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(Locale.UK));
        var response = new MockHttpServletResponse();
        var requestContext = new RequestContext(request, response, servletContext, model);
        model.put(SpringContextVariableNames.SPRING_REQUEST_CONTEXT, requestContext);
        model.put(
                SpringContextVariableNames.THYMELEAF_REQUEST_CONTEXT,
                new SpringWebMvcThymeleafRequestContext(requestContext, request));
        model.put(
                ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
                new ThymeleafEvaluationContext(application, new DefaultFormattingConversionService()));
        var exchange =
                JakartaServletWebApplication.buildApplication(servletContext).buildExchange(request, response);
        return engine.process(
                template, new WebExpressionContext(engine.getConfiguration(), exchange, Locale.UK, model));
    }
}
