package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast.Somebody;
import datachoice.core.Framed;
import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import datachoice.identity.WebVisitor;
import datachoice.person.ProxyRole;
import datachoice.person.Relations;
import datachoice.person.register.RegisterImport;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Who may open what. {@link #TABLE} is the specification; it is walked over real HTTP with real sessions, and a page that
 * stands in no row of it fails the build.
 */
@WholePortal
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTests {
    /**
     * Who asks, from left to right: nobody signed in; Lea, who came with a letter; Pia, a patient with an account who
     * also chooses for her child; practice staff; their practice's lead; a content editor; a content approver; an
     * administrator; an auditor; and practice staff whose security code is still due.
     *
     * <p>What they ask for: {me} is Lea for Lea, and Pia for everybody else; {child} is Pia's; {other} is somebody at
     * another practice; {unknown} is an id that nobody has. A draft or receipt in braces belongs to whoever it names.
     * {here} is registered at the practice of the staff, {elsewhere} is not. {keyed-draft} was typed by the staff.
     *
     * <p>What they get: a status; {@code in} = sent to sign in; {@code code} = sent to the second step; {@code old} = 403
     * and the page that says so, in words that fit (J25); {@code go} = sent on to another page of theirs; {@code -} =
     * there is no such thing. Forms are posted with a good token and nothing else in them.
     */
    private static final String TABLE = """
            .                                              nobody  letter  patient staff   lead    editor  approver admin  auditor  half-in
            # The same for everybody
            GET  /                                         200     200     200     200     200     200     200     200     200      200
            GET  /about                                    200     200     200     200     200     200     200     200     200      200
            GET  /about/journey                            200     200     200     200     200     200     200     200     200      200
            GET  /accessibility                            200     200     200     200     200     200     200     200     200      200
            GET  /privacy                                  200     200     200     200     200     200     200     200     200      200
            GET  /cookies                                  200     200     200     200     200     200     200     200     200      200
            GET  /security                                 200     200     200     200     200     200     200     200     200      200
            GET  /contact                                  200     200     200     200     200     200     200     200     200      200
            GET  /other-ways                               200     200     200     200     200     200     200     200     200      200
            GET  /who-runs-this                            200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/{leaflet}                       go      go      go      go      go      go      go      go      go       go
            GET  /leaflets/{leaflet}/v/1                   200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/{leaflet}/v/999                 404     404     404     404     404     404     404     404     404      404
            GET  /leaflets/no-such-leaflet                 404     404     404     404     404     404     404     404     404      404
            GET  /leaflets/{leaflet}.pdf                   200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/no-such-leaflet.pdf             404     404     404     404     404     404     404     404     404      404
            GET  /leaflets/{leaflet}/v/1.pdf               200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/{leaflet}/a5.pdf                200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/{leaflet}/large.pdf             200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/{leaflet}/fold.pdf              200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/{leaflet}/text.txt              200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/{leaflet}/v/1/a5.pdf            200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/{leaflet}/v/1/large.pdf         200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/{leaflet}/v/1/fold.pdf          200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/{leaflet}/v/1/text.txt          200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/no-such-leaflet/large.pdf       404     404     404     404     404     404     404     404     404      404
            GET  /leaflets/no-such-leaflet/text.txt        404     404     404     404     404     404     404     404     404      404
            GET  /other-ways.pdf                           200     200     200     200     200     200     200     200     200      200
            GET  /film                                     200     200     200     200     200     200     200     200     200      200
            GET  /media/{film}                             200     200     200     200     200     200     200     200     200      200
            GET  /media/{unknown}                          404     404     404     404     404     404     404     404     404      404
            GET  /news                                     200     200     200     200     200     200     200     200     200      200
            GET  /news/{news}                              200     200     200     200     200     200     200     200     200      200
            GET  /news/no-such-news                        404     404     404     404     404     404     404     404     404      404
            GET  /leaflets/{leaflet}/v/1/changes           200     200     200     200     200     200     200     200     200      200
            GET  /leaflets/no-such-leaflet/v/1/changes     404     404     404     404     404     404     404     404     404      404
            GET  /archive                                  200     200     200     200     200     200     200     200     200      200
            GET  /corrections                              200     200     200     200     200     200     200     200     200      200
            GET  /corrections/999999                       404     404     404     404     404     404     404     404     404      404
            GET  /film/waiting-room.mp4                    go      go      go      go      go      go      go      go      go       go
            GET  /embed/film                               200     200     200     200     200     200     200     200     200      200
            GET  /press                                    200     200     200     200     200     200     200     200     200      200
            GET  /press/poster-a4.pdf                      200     200     200     200     200     200     200     200     200      200
            GET  /press/poster-a3.pdf                      200     200     200     200     200     200     200     200     200      200
            GET  /press/stills/1.png                       200     200     200     200     200     200     200     200     200      200
            GET  /press/stills/99.png                      404     404     404     404     404     404     404     404     404      404
            GET  /signed-out                               200     200     200     200     200     200     200     200     200      200
            GET  /robots.txt                               200     200     200     200     200     200     200     200     200      200
            GET  /.well-known/security.txt                 200     200     200     200     200     200     200     200     200      200
            GET  /actuator/health                          200     200     200     200     200     200     200     200     200      200
            # Coming in and going out
            GET  /sign-in                                  200     200     200     200     200     200     200     200     200      200
            POST /sign-in                                  422     422     422     422     422     422     422     422     422      422
            GET  /sign-in/code                             go      go      go      go      go      go      go      go      go       200
            POST /sign-in/code                             go      go      go      go      go      go      go      go      go       422
            POST /sign-in/code/again                       go      go      go      go      go      go      go      go      go       go
            GET  /sign-in/expired                          404     404     404     404     404     404     404     404     404      404
            GET  /letter-code                              200     200     200     200     200     200     200     200     200      200
            POST /letter-code                              422     422     422     422     422     422     422     422     422      422
            POST /stay                                     old     204     204     204     204     204     204     204     204      404
            GET  /account/new                              in      200     404     404     404     404     404     404     404      code
            POST /account/new                              old     422     404     404     404     404     404     404     404      404
            GET  /account/new/code                         in      go      404     404     404     404     404     404     404      code
            POST /account/new/code                         old     go      404     404     404     404     404     404     404      404
            POST /account/new/code/again                   old     go      404     404     404     404     404     404     404      404
            GET  /password/reset                           200     200     200     200     200     200     200     200     200      200
            POST /password/reset                           422     422     422     422     422     422     422     422     422      422
            GET  /password/reset/code                      go      go      go      go      go      go      go      go      go       go
            POST /password/reset/code                      go      go      go      go      go      go      go      go      go       go
            POST /password/reset/code/again                go      go      go      go      go      go      go      go      go       go
            GET  /invitation                               200     200     200     200     200     200     200     200     200      200
            POST /invitation                               422     422     422     422     422     422     422     422     422      422
            # There is an administrator already
            GET  /first-admin                              404     404     404     404     404     404     404     404     404      404
            POST /first-admin                              404     404     404     404     404     404     404     404     404      404
            GET  /first-admin/code                         404     404     404     404     404     404     404     404     404      404
            POST /first-admin/code                         404     404     404     404     404     404     404     404     404      404
            POST /first-admin/code/again                   404     404     404     404     404     404     404     404     404      404
            # Everybody's own account
            GET  /account                                  in      404     200     200     200     200     200     200     200      code
            POST /account/sessions/end                     old     404     404     404     404     404     404     404     404      404
            POST /account/sessions/end-others              old     404     go      go      go      go      go      go      go       404
            GET  /account/confirm                          in      404     200     200     200     200     200     200     200      code
            POST /account/confirm                          old     404     422     422     422     422     422     422     422      404
            GET  /account/confirm/code                     in      404     go      go      go      go      go      go      go       code
            POST /account/confirm/code                     old     404     go      go      go      go      go      go      go       404
            POST /account/confirm/code/again               old     404     go      go      go      go      go      go      go       404
            GET  /account/password                         in      404     200     200     200     200     200     200     200      code
            POST /account/password                         old     404     422     422     422     422     422     422     422      404
            GET  /account/email                            in      404     200     200     200     200     200     200     200      code
            POST /account/email                            old     404     422     422     422     422     422     422     422      404
            GET  /account/email/code                       in      404     go      go      go      go      go      go      go       code
            POST /account/email/code                       old     404     go      go      go      go      go      go      go       404
            POST /account/email/code/again                 old     404     go      go      go      go      go      go      go       404
            # Choosing, each for themselves and for those they may act for
            GET  /choices                                  in      go      200     404     404     404     404     404     404      code
            GET  /choices/{me}                             in      404     200     404     404     404     404     404     404      code
            GET  /choices/{child}                          in      404     200     404     404     404     404     404     404      code
            GET  /choices/{other}                          in      404     404     404     404     404     404     404     404      code
            GET  /choices/{unknown}                        in      404     404     404     404     404     404     404     404      code
            GET  /choices/{me}/change                      in      200     200     404     404     404     404     404     404      code
            GET  /choices/{child}/change                   in      404     200     404     404     404     404     404     404      code
            GET  /choices/{other}/change                   in      404     404     404     404     404     404     404     404      code
            GET  /choices/{unknown}/change                 in      404     404     404     404     404     404     404     404      code
            POST /choices/{me}/change                      old     422     422     404     404     404     404     404     404      404
            POST /choices/{child}/change                   old     404     422     404     404     404     404     404     404      404
            POST /choices/{other}/change                   old     404     404     404     404     404     404     404     404      404
            GET  /choices/{me}/change/separately           in      200     200     404     404     404     404     404     404      code
            GET  /choices/{other}/change/separately        in      404     404     404     404     404     404     404     404      code
            POST /choices/{me}/change/separately           old     422     422     404     404     404     404     404     404      404
            POST /choices/{other}/change/separately        old     404     404     404     404     404     404     404     404      404
            GET  /choices/{me}/check/{my-draft}            in      200     200     404     404     404     404     404     404      code
            GET  /choices/{other}/check/{my-draft}         in      404     404     404     404     404     404     404     404      code
            GET  /choices/{me}/check/{other-draft}         in      404     404     404     404     404     404     404     404      code
            GET  /choices/{other}/check/{other-draft}      in      404     404     404     404     404     404     404     404      code
            GET  /choices/{me}/check/{unknown}             in      404     404     404     404     404     404     404     404      code
            POST /choices/{me}/check/{my-draft}            old     409     409     404     404     404     404     404     404      404
            POST /choices/{me}/check/{other-draft}         old     404     404     404     404     404     404     404     404      404
            POST /choices/{other}/check/{other-draft}      old     404     404     404     404     404     404     404     404      404
            GET  /choices/{me}/not-me/{my-receipt}         in      404     200     404     404     404     404     404     404     code
            GET  /choices/{me}/not-me/{other-receipt}      in      404     404     404     404     404     404     404     404     code
            GET  /choices/{other}/not-me/{other-receipt}   in      404     404     404     404     404     404     404     404     code
            POST /choices/{me}/not-me/{my-receipt}         old     404     422     404     404     404     404     404     404     404
            POST /choices/{other}/not-me/{other-receipt}   old     404     404     404     404     404     404     404     404     404
            GET  /receipts/{my-receipt}                    in      -       200     404     404     404     404     404     404      code
            GET  /receipts/{other-receipt}                 in      404     404     404     404     404     404     404     404      code
            GET  /receipts/AAAA-AAAA                       in      404     404     404     404     404     404     404     404      code
            GET  /receipts/{my-receipt}.pdf                in      -       200     404     404     404     404     404     404      code
            GET  /receipts/{other-receipt}.pdf             in      404     404     404     404     404     404     404     404      code
            # The practice: its own people, and nobody else's
            GET  /practice                                 in      404     404     200     200     404     404     404     404      code
            GET  /practice/people/{here}                   in      404     404     200     200     404     404     404     404      code
            GET  /practice/people/{elsewhere}              in      404     404     404     404     404     404     404     404      code
            GET  /practice/people/{unknown}                in      404     404     404     404     404     404     404     404      code
            POST /practice/applied                         old     404     404     go      go      404     404     404     404      404
            POST /practice/undone                          old     404     404     404     404     404     404     404     404      404
            GET  /practice/search                          in      404     404     200     200     404     404     404     404      code
            POST /practice/search                          old     404     404     422     422     404     404     404     404      404
            GET  /practice/search/{unknown}                in      404     404     404     404     404     404     404     404      code
            GET  /practice/choices.csv                     in      404     404     200     200     404     404     404     404      code
            POST /practice/choices.csv                     old     404     404     422     422     404     404     404     404      404
            # What staff key: {doubted} says that {doubted-receipt} is not theirs, {doubt}; {here} chose anew after {keyed-draft}
            GET  /practice/people/{here}/record            in      404     404     200     200     404     404     404     404     code
            GET  /practice/people/{elsewhere}/record       in      404     404     404     404     404     404     404     404     code
            POST /practice/people/{here}/record            old     404     404     422     422     404     404     404     404     404
            POST /practice/people/{elsewhere}/record       old     404     404     404     404     404     404     404     404     404
            GET  /practice/people/{here}/check/{keyed-draft} in      404     404     200     404     404     404     404     404     code
            GET  /practice/people/{doubted}/check/{keyed-draft} in      404     404     404     404     404     404     404     404     code
            GET  /practice/people/{here}/check/{my-draft}  in      404     404     404     404     404     404     404     404     code
            POST /practice/people/{here}/check/{keyed-draft} old     404     404     409     404     404     404     404     404     404
            POST /practice/people/{elsewhere}/check/{keyed-draft} old     404     404     404     404     404     404     404     404     404
            GET  /practice/people/{doubted}/correct/{doubted-receipt} in      404     404     200     200     404     404     404     404     code
            GET  /practice/people/{here}/correct/{my-receipt} in      404     404     404     404     404     404     404     404     code
            GET  /practice/people/{here}/correct/{doubted-receipt} in      404     404     404     404     404     404     404     404     code
            POST /practice/people/{doubted}/correct/{doubted-receipt} old     404     404     422     422     404     404     404     404     404
            POST /practice/people/{elsewhere}/correct/{other-receipt} old     404     404     404     404     404     404     404     404     404
            # Who may choose for whom: {chooser-draft} was typed by the staff, {chooser-right} is that of an attorney of {here}
            GET  /practice/people/{here}/choosers          in      404     404     200     200     404     404     404     404     code
            GET  /practice/people/{elsewhere}/choosers     in      404     404     404     404     404     404     404     404     code
            GET  /practice/people/{here}/choosers/new      in      404     404     200     200     404     404     404     404     code
            GET  /practice/people/{elsewhere}/choosers/new in      404     404     404     404     404     404     404     404     code
            POST /practice/people/{here}/choosers/new      old     404     404     422     422     404     404     404     404     404
            POST /practice/people/{elsewhere}/choosers/new old     404     404     404     404     404     404     404     404     404
            GET  /practice/people/{here}/choosers/check/{chooser-draft} in      404     404     200     404     404     404     404     404     code
            GET  /practice/people/{doubted}/choosers/check/{chooser-draft} in      404     404     404     404     404     404     404     404     code
            POST /practice/people/{doubted}/choosers/check/{chooser-draft} old     404     404     404     404     404     404     404     404     404
            POST /practice/people/{here}/choosers/check/{chooser-draft} old     404     404     go      404     404     404     404     404     404
            GET  /practice/people/{here}/choosers/{chooser-right}/end in      404     404     200     200     404     404     404     404     code
            GET  /practice/people/{doubted}/choosers/{chooser-right}/end in      404     404     404     404     404     404     404     404     code
            POST /practice/people/{here}/choosers/{chooser-right}/end old     404     404     422     422     404     404     404     404     404
            POST /practice/people/{doubted}/choosers/{chooser-right}/end old     404     404     404     404     404     404     404     404     404
            # Letters: staff look, their lead has them made
            GET  /practice/letters                         in      404     404     200     200     404     404     404     404      code
            GET  /practice/letters/new                     in      404     404     404     go      404     404     404     404      code
            POST /practice/letters/new                     old     404     404     404     422     404     404     404     404      404
            POST /practice/letters/new/make                old     404     404     404     go      404     404     404     404      404
            GET  /practice/letters/{round}                 in      404     404     200     200     404     404     404     404      code
            GET  /practice/letters/{elsewhere-round}       in      404     404     404     404     404     404     404     404      code
            GET  /practice/letters/{unknown}               in      404     404     404     404     404     404     404     404      code
            GET  /practice/letters/{round}/stop            in      404     404     404     go      404     404     404     404      code
            GET  /practice/letters/{unknown}/stop          in      404     404     404     404     404     404     404     404      code
            POST /practice/letters/{round}/stop            old     404     404     404     go      404     404     404     404      404
            POST /practice/letters/{unknown}/stop          old     404     404     404     404     404     404     404     404      404
            POST /practice/people/{here}/letter            old     404     404     go      go      404     404     404     404      404
            POST /practice/people/{elsewhere}/letter       old     404     404     404     404     404     404     404     404      404
            GET  /practice/doubts                          in      404     404     200     200     404     404     404     404     code
            GET  /practice/people/{here}/doubt             in      404     404     200     200     404     404     404     404     code
            GET  /practice/people/{elsewhere}/doubt        in      404     404     404     404     404     404     404     404     code
            POST /practice/people/{here}/doubt             old     404     404     422     422     404     404     404     404     404
            POST /practice/people/{elsewhere}/doubt        old     404     404     404     404     404     404     404     404     404
            GET  /practice/people/{doubted}/doubts/{doubt} in      404     404     200     200     404     404     404     404     code
            GET  /practice/people/{here}/doubts/{doubt}    in      404     404     404     404     404     404     404     404     code
            GET  /practice/people/{doubted}/doubts/{unknown} in      404     404     404     404     404     404     404     404     code
            POST /practice/people/{doubted}/doubts/{doubt} old     404     404     422     422     404     404     404     404     404
            POST /practice/people/{here}/doubts/{doubt}    old     404     404     404     404     404     404     404     404     404
            # Accounts at work: administrators, and the leads of practices. {worker} and {colleague} are not their own
            GET  /admin/accounts                           in      404     404     404     404     404     404     200     404      code
            POST /admin/accounts                           old     404     404     404     404     404     404     422     404      404
            GET  /admin/accounts/invite                    in      404     404     404     404     404     404     200     404      code
            POST /admin/accounts/invite                    old     404     404     404     404     404     404     422     404      404
            GET  /admin/accounts/{worker}                  in      404     404     404     404     404     404     200     404      code
            GET  /admin/accounts/{unknown}                 in      404     404     404     404     404     404     404     404      code
            GET  /admin/accounts/{patient-account}         in      404     404     404     404     404     404     404     404      code
            GET  /admin/accounts/{worker}/roles            in      404     404     404     404     404     404     200     404      code
            GET  /admin/accounts/{patient-account}/roles   in      404     404     404     404     404     404     404     404      code
            POST /admin/accounts/{worker}/roles            old     404     404     404     404     404     404     422     404      404
            POST /admin/accounts/{patient-account}/roles   old     404     404     404     404     404     404     404     404      404
            POST /admin/accounts/{patient-account}/off     old     404     404     404     404     404     404     404     404      404
            POST /admin/accounts/{worker}/on               old     404     404     404     404     404     404     go      404      404
            POST /admin/accounts/{unknown}/on              old     404     404     404     404     404     404     404     404      404
            POST /admin/accounts/{worker}/off              old     404     404     404     404     404     404     go      404      404
            POST /admin/accounts/{worker}/sign-out         old     404     404     404     404     404     404     go      404      404
            POST /admin/accounts/{unknown}/sign-out        old     404     404     404     404     404     404     404     404      404
            POST /admin/accounts/invitations/{unknown}/agree old     404     404     404     404     404     404     404     404      404
            POST /admin/accounts/invitations/{unknown}/again old     404     404     404     404     404     404     404     404      404
            POST /admin/accounts/invitations/{unknown}/withdraw old     404     404     404     404     404     404     404     404      404
            POST /admin/accounts/requests/{unknown}/agree  old     404     404     404     404     404     404     404     404      404
            POST /admin/accounts/requests/{unknown}/refuse old     404     404     404     404     404     404     404     404      404
            GET  /practice/staff                           in      404     404     404     200     404     404     404     404      code
            GET  /practice/staff/invite                    in      404     404     404     200     404     404     404     404      code
            POST /practice/staff/invite                    old     404     404     404     422     404     404     404     404      404
            POST /practice/staff/{colleague}/off           old     404     404     404     go      404     404     404     404      404
            POST /practice/staff/{colleague}/on            old     404     404     404     go      404     404     404     404      404
            POST /practice/staff/{elsewhere-staff}/off     old     404     404     404     404     404     404     404     404      404
            POST /practice/staff/{elsewhere-staff}/on      old     404     404     404     404     404     404     404     404      404
            POST /practice/staff/{worker}/off              old     404     404     404     404     404     404     404     404      404
            POST /practice/staff/{patient-account}/off     old     404     404     404     404     404     404     404     404      404
            POST /practice/staff/invitations/{unknown}/again old     404     404     404     404     404     404     404     404      404
            POST /practice/staff/invitations/{unknown}/withdraw old     404     404     404     404     404     404     404     404      404
            # What a practice takes along
            GET  /practice/share                           in      404     404     200     200     404     404     404     404      code
            GET  /practice/share/poster-a4.pdf             in      404     404     200     200     404     404     404     404      code
            GET  /practice/share/poster-a3.pdf             in      404     404     200     200     404     404     404     404      code
            GET  /practice/share/pictures/poster.png       in      404     404     200     200     404     404     404     404      code
            GET  /practice/share/pictures/leaflet.png      in      404     404     200     200     404     404     404     404      code
            GET  /practice/share/pictures/fold.png         in      404     404     200     200     404     404     404     404      code
            # Publishing: editors write, approvers publish. {draft-news} was never live
            GET  /publishing                               in      404     404     404     404     200     200     404     404      code
            GET  /publishing/reach                         in      404     404     404     404     200     200     404     404      code
            GET  /publishing/new                           in      404     404     404     404     200     404     404     404      code
            POST /publishing/new                           old     404     404     404     404     422     404     404     404      404
            GET  /publishing/{leaflet}                     in      404     404     404     404     200     200     404     404      code
            GET  /publishing/no-such-leaflet               in      404     404     404     404     404     404     404     404      code
            GET  /publishing/{draft-news}/edit             in      404     404     404     404     200     404     404     404      code
            POST /publishing/{draft-news}/edit             old     404     404     404     404     422     404     404     404      404
            GET  /publishing/{draft-news}/preview          in      404     404     404     404     200     200     404     404      code
            GET  /publishing/no-such-leaflet/preview       in      404     404     404     404     404     404     404     404      code
            POST /publishing/{draft-news}/submit           old     404     404     404     404     409     404     404     404      404
            GET  /publishing/{draft-news}/approve          in      404     404     404     404     200     200     404     404      code
            POST /publishing/{draft-news}/approve          old     404     404     404     404     404     409     404     404      404
            POST /publishing/{draft-news}/send-back        old     404     404     404     404     404     422     404     404      404
            GET  /publishing/{draft-news}/discard          in      404     404     404     404     200     404     404     404      code
            POST /publishing/{draft-news}/discard          old     404     404     404     404     409     404     404     404      404
            GET  /publishing/{draft-news}/preview.pdf      in      404     404     404     404     200     200     404     404      code
            GET  /publishing/{news}/compare                in      404     404     404     404     200     200     404     404      code
            GET  /publishing/{draft-news}/compare          in      404     404     404     404     go      go      404     404      code
            POST /publishing/{draft-news}/release          old     404     404     404     404     go      404     404     404      404
            POST /publishing/{draft-news}/release/leave    old     404     404     404     404     go      404     404     404      404
            POST /publishing/{draft-news}/typing           old     404     404     404     404     409     404     404     404      404
            POST /publishing/{draft-news}/typing/discard   old     404     404     404     404     go      404     404     404      404
            POST /publishing/files                         old     404     404     404     404     422     404     404     404      404
            GET  /publishing/{draft-news}/schedule         in      404     404     404     404     404     go      404     404      code
            POST /publishing/{draft-news}/schedule         old     404     404     404     404     404     422     404     404      404
            POST /publishing/{draft-news}/cancel           old     404     404     404     404     409     409     404     404      404
            GET  /publishing/{draft-news}/withdraw         in      404     404     404     404     404     404     404     404      code
            GET  /publishing/{news}/withdraw               in      404     404     404     404     404     200     404     404      code
            POST /publishing/{news}/withdraw               old     404     404     404     404     404     422     404     404      404
            GET  /publishing/{draft-news}/corrections/new  in      404     404     404     404     404     404     404     404      code
            GET  /publishing/{news}/corrections/new        in      404     404     404     404     200     404     404     404      code
            POST /publishing/{news}/corrections/new        old     404     404     404     404     422     404     404     404      404
            GET  /publishing/{leaflet}/corrections/{correction} in      404     404     404     404     200     200     404     404     code
            GET  /publishing/{news}/corrections/{correction} in      404     404     404     404     go      go      404     404     code
            GET  /publishing/{news}/corrections/{unknown} in      404     404     404     404     go      go      404     404     code
            POST /publishing/{news}/corrections/{unknown}/publish old     404     404     404     404     404     409     404     404     404
            POST /publishing/{news}/corrections/{unknown}/discard old     404     404     404     404     409     409     404     404     404
            GET  /publishing/files/{film}                  in      404     404     404     404     200     200     404     404      code
            GET  /publishing/files/{unknown}               in      404     404     404     404     404     404     404     404      code
            GET  /publishing/{draft-news}/forms            in      404     404     404     404     404     404     404     404      code
            POST /publishing/{draft-news}/forms            old     404     404     404     404     404     404     404     404      404
            GET  /publishing/{leaflet}/captions/{captions} in      404     404     404     404     200     200     404     404      code
            GET  /publishing/{leaflet}/captions/{film}     in      404     404     404     404     404     404     404     404      code
            GET  /publishing/{unknown}/captions/{captions} in      404     404     404     404     404     404     404     404      code
            GET  /news/{draft-news}                        404     404     404     404     404     404     404     404     404      404
            GET  /leaflets/{draft-news}/v/1                404     404     404     404     404     404     404     404     404      404
            # The demo only
            GET  /demo/mail                                200     200     200     200     200     200     200     200     200      200
            """;

    /** What belongs to whoever leads a practice, for others at work too. {upload} is an upload of that practice. */
    private static final String LEADING = """
            .                                              nobody  letter  patient staff   editor  lead    other-lead admin   auditor half-in
            GET  /practice                                 in      404     404     200     404     200     200     404     404     code
            GET  /practice/people/{here}                   in      404     404     200     404     200     404     404     404     code
            GET  /practice/doubts                          in      404     404     200     404     200     200     404     404     code
            GET  /practice/people/{here}/record            in      404     404     200     404     200     404     404     404     code
            GET  /practice/people/{doubted}/doubts/{doubt} in      404     404     200     404     200     404     404     404     code
            GET  /practice/people/{here}/choosers          in      404     404     200     404     200     404     404     404     code
            GET  /practice/people/{here}/choosers/{chooser-right}/end in      404     404     200     404     200     404     404     404     code
            GET  /practice/people/{doubted}/correct/{doubted-receipt} in      404     404     200     404     200     404     404     404     code
            GET  /practice/letters                         in      404     404     200     404     200     200     404     404     code
            GET  /practice/letters/{round}                 in      404     404     200     404     200     404     404     404     code
            GET  /practice/letters/{round}/stop            in      404     404     404     404     go      404     404     404     code
            POST /practice/letters/{round}/stop            old     404     404     404     404     go      404     404     404     404
            GET  /practice/uploads                         in      404     404     404     404     200     200     404     404     code
            POST /practice/uploads                         old     404     404     404     404     422     422     404     404     404
            GET  /practice/uploads/template.csv            in      404     404     404     404     200     200     404     404     code
            GET  /practice/uploads/{upload}                in      404     404     404     404     200     404     404     404     code
            GET  /practice/uploads/{unknown}               in      404     404     404     404     404     404     404     404     code
            POST /practice/uploads/{upload}/load           old     404     404     404     404     422     404     404     404     404
            POST /practice/uploads/{unknown}/load          old     404     404     404     404     404     404     404     404     404
            GET  /practice/uploads/{upload}/refused        in      404     404     404     404     200     404     404     404     code
            GET  /practice/uploads/{upload}/refused.csv    in      404     404     404     404     200     404     404     404     code
            POST /practice/uploads/{upload}/drop           old     404     404     404     404     go      404     404     404     404
            GET  /practice/activity                        in      404     404     404     404     200     200     404     404     code
            GET  /audit                                    in      404     404     404     404     404     404     404     200     code
            POST /audit                                    old     404     404     404     404     404     404     404     go      404
            POST /audit/entries.csv                        old     404     404     404     404     404     404     404     200     404
            GET  /admin/practices                          in      404     404     404     404     404     404     200     404     code
            GET  /admin/practices/new                      in      404     404     404     404     404     404     200     404     code
            POST /admin/practices/new                      old     404     404     404     404     404     404     422     404     404
            GET  /admin/practices/{practice}               in      404     404     404     404     404     404     200     404     code
            GET  /admin/practices/Z99999                   in      404     404     404     404     404     404     404     404     code
            POST /admin/practices/{practice}               old     404     404     404     404     404     404     422     404     404
            GET  /admin/practices/{practice}/close         in      404     404     404     404     404     404     200     404     code
            POST /admin/practices/{closing}/close          old     404     404     404     404     404     404     422     404     404
            """;

    static final List<String> TABLES = List.of(TABLE, LEADING);

    /** Addresses that no page has; said the same way to everybody who may not be told more. */
    private static final String NOWHERE = """
            .                                              nobody  letter  patient staff   lead    editor  approver admin  auditor  half-in
            GET  /nothing-here                             404     404     404     404     404     404     404     404     404      404
            GET  /choices/a/b/c                            in      404     404     404     404     404     404     404     404      code
            GET  /practice/nothing                         in      404     404     404     404     404     404     404     404      code
            GET  /publishing/a/b/c                         in      404     404     404     404     404     404     404     404      code
            POST /nothing-here                             404     404     404     404     404     404     404     404     404      404
            GET  /error                                    404     404     404     404     404     404     404     404     404      404
            GET  /admin/nothing                            404     404     404     404     404     404     404     404     404      404
            GET  /actuator                                 404     404     404     404     404     404     404     404     404      404
            GET  /actuator/env                             404     404     404     404     404     404     404     404     404      404
            GET  /actuator/health/db                       404     404     404     404     404     404     404     404     404      404
            GET  /assets/css/app.css                       200     200     200     200     200     200     200     200     200      200
            GET  /assets/none.css                          404     404     404     404     404     404     404     404     404      404
            GET  /assets/                                  404     404     404     404     404     404     404     404     404      404
            GET  /.git/config                              404     404     404     404     404     404     404     404     404      404
            GET  /application.yml                          404     404     404     404     404     404     404     404     404      404
            GET  /demo                                     404     404     404     404     404     404     404     404     404      404
            GET  /press/poster-a5.pdf                      404     404     404     404     404     404     404     404     404      404
            GET  /embed/                                    404     404     404     404     404     404     404     404     404      404
            GET  /embed/film/                               404     404     404     404     404     404     404     404     404      404
            """;

    /** Pages that answer to other rules than a table of roles, each with the test that covers it. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "POST /sign-out", "endsTheSessionOfWhoeverSignsOut",
            "POST /demo/sign-in", "takesTheDemosOneClickFormsFromItsOwnPagesOnly",
            "POST /reach/played", "hearsOfFilmsFromItsOwnPagesOnly",
            "GET /error", "NOWHERE",
            "GET /actuator", "NOWHERE",
            "GET /actuator/health/**", "NOWHERE");

    private static final String LEAFLET = "better-information-means-better-care";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    RegisterImport register;

    @Autowired
    Relations relations;

    @Autowired
    ApplicationContext context;

    /** What was wrong with the headers of any answer of the test that runs. */
    private final Set<String> unsafe = new TreeSet<>();

    final Map<String, WebVisitor> visitors = new LinkedHashMap<>();
    final Map<String, String> tokens = new LinkedHashMap<>();
    final Map<String, String> things = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> own = new LinkedHashMap<>();

    @BeforeAll
    void everybodySignsIn() {
        cast.forgetFailedTries();
        var practice = cast.practice("Table Surgery");
        var lea = cast.adult("Lea Letter", practice);
        var pia = cast.adult("Pia Patient", practice);
        var child = cast.somebody("Cleo Patient", 7, practice);
        cast.guardianOf(pia, child);
        var other = cast.adult("Otto Other", cast.practice("Other Surgery"));

        visitors.put("nobody", new WebVisitor(port));
        visitors.put("letter", cast.byLetter(port, lea));
        visitors.put("patient", cast.signedIn(port, cast.accountOf(pia)));
        visitors.put("staff", cast.signedIn(port, cast.staffOf(practice)));
        visitors.put("lead", cast.signedIn(port, cast.leadOf(practice)));
        visitors.put("other-lead", cast.signedIn(port, cast.leadOf(cast.practice("Third Surgery"))));
        visitors.put("editor", cast.signedIn(port, cast.editor()));
        visitors.put("approver", cast.signedIn(port, cast.approver()));
        visitors.put("admin", cast.signedIn(port, cast.admin()));
        visitors.put("auditor", cast.signedIn(port, cast.auditor()));
        visitors.put("half-in", cast.withPasswordOnly(port, cast.staffOf(practice)));
        visitors.forEach((role, visitor) -> tokens.put(
                role,
                visitor.get(role.equals("half-in") ? "/sign-in/code" : "/sign-in")
                        .token()));

        var otto = cast.signedIn(port, cast.accountOf(other));
        things.put("child", child.toString());
        things.put("other", other.toString());
        things.put("unknown", UUID.randomUUID().toString());
        things.put("other-receipt", saves(otto, other));
        things.put("other-draft", answers(otto, other));
        things.put("practice", practice.value());
        things.put("closing", cast.practice("Closing Surgery").value());
        things.put("upload", uploadAt(practice));
        things.put("round", roundAt(practice));
        things.put("elsewhere-round", roundAt(cast.practice("Rounds Elsewhere Surgery")));
        things.put("here", pia.toString());
        things.put("elsewhere", other.toString());
        things.put("leaflet", LEAFLET);
        things.put(
                "news",
                jdbc.queryForObject("select slug from publication.item where kind = 'NEWS' limit 1", String.class));
        things.put(
                "film",
                new WebVisitor(port)
                        .get("/film")
                        .page()
                        .select("video source, video[src]")
                        .attr("src")
                        .replace("/media/", ""));
        things.put(
                "captions",
                new WebVisitor(port)
                        .get("/film")
                        .page()
                        .select("video track")
                        .attr("src")
                        .replace("/media/", ""));
        var editor = visitors.get("editor");
        things.put(
                "draft-news",
                editor.get("/publishing/new")
                        .submit("/publishing/new", "title", "News that nobody has read")
                        .location()
                        .split("/")[2]);
        things.put("correction", correctionOf(LEAFLET));
        things.put("worker", cast.idOf(cast.approver()).toString());
        things.put("colleague", cast.idOf(cast.staffOf(practice)).toString());
        things.put(
                "elsewhere-staff",
                cast.idOf(cast.staffOf(cast.practice("Third Surgery"))).toString());
        things.put(
                "patient-account",
                jdbc.queryForObject(
                        "select id::text from identity.account where person = ?",
                        String.class,
                        other.id().value()));
        things.put("me", pia.toString());
        saves(visitors.get("patient"), pia); // from now on she is on the list
        things.put("keyed-draft", staffTypes(pia));
        things.put("chooser-right", attorneyOf(pia, cast.adult("Alma Attorney", practice)));
        things.put("chooser-draft", staffTypesChooser(pia, cast.adult("Amos Attorney", practice)));
        doubts(cast.adult("Dora Doubted", practice));
        things.put("my-receipt", saves(visitors.get("patient"), pia));
        things.put("my-draft", answers(visitors.get("patient"), pia));
        own.put("letter", Map.of("me", lea.toString(), "my-draft", answers(visitors.get("letter"), lea)));
    }

    /** Answers the question and stops at the check page; the draft's id. */
    private String answers(WebVisitor visitor, Somebody person) {
        var question = "/choices/" + person + "/change";
        visitor.get(question).submit(question, "choice", "DO_NOT_ALLOW");
        return visitor.location().replaceAll(".*/", "");
    }

    /** Answers and saves; the receipt's reference. */
    private String saves(WebVisitor visitor, Somebody person) {
        var check = "/choices/" + person + "/check/" + answers(visitor, person);
        return visitor.get(check).submit(check).location().replaceAll(".*/", "");
    }

    /** A paper of today, signed by the person: all that staff type of it. */
    static String[] paper() {
        return PaperForm.signedOn(UkTime.today(Clock.systemUTC()));
    }

    /** Staff type a choice and stop at the page that reads it back; the draft's id. */
    private String staffTypes(Somebody person) {
        var form = "/practice/people/" + person + "/record";
        return visitors.get("staff").get(form).submit(form, paper()).location().replaceAll(".*/", "");
    }

    private String attorneyOf(Somebody person, Somebody attorney) {
        return TestPeople.asJob(
                        () -> relations.add(attorney.id(), person.id(), ProxyRole.POWER_OF_ATTORNEY, "CERTIFIED_POWER"))
                .toString();
    }

    /** Staff type who may choose for somebody, and stop at the page that reads it back; the draft's id. */
    private String staffTypesChooser(Somebody person, Somebody attorney) {
        var form = "/practice/people/" + person + "/choosers/new";
        return visitors.get("staff")
                .get(form)
                .submit(form, chooser(jdbc, attorney))
                .location()
                .replaceAll(".*/", "");
    }

    /** Somebody with a lasting power of attorney, seen today: all that staff type of it. */
    static String[] chooser(JdbcTemplate jdbc, Somebody attorney) {
        var today = UkTime.today(Clock.systemUTC());
        return new String[] {
            "nhsNumber",
            jdbc.queryForObject(
                    "select nhs_number from person.person where id = ?",
                    String.class,
                    attorney.id().value()),
            "dateOfBirth.day",
            String.valueOf(attorney.born().getDayOfMonth()),
            "dateOfBirth.month",
            String.valueOf(attorney.born().getMonthValue()),
            "dateOfBirth.year",
            String.valueOf(attorney.born().getYear()),
            "proof",
            "CERTIFIED_POWER",
            "seenOn.day",
            String.valueOf(today.getDayOfMonth()),
            "seenOn.month",
            String.valueOf(today.getMonthValue()),
            "seenOn.year",
            String.valueOf(today.getYear())
        };
    }

    /** Somebody chooses, and says that it was not them. */
    private void doubts(Somebody person) {
        var visitor = cast.signedIn(port, cast.accountOf(person));
        var receipt = saves(visitor, person);
        var notMe = "/choices/" + person + "/not-me/" + receipt;
        visitor.get(notMe).submit(notMe, "words", "Not me", "reach", "Ring me");
        things.put("doubted", person.toString());
        things.put("doubted-receipt", receipt);
        things.put(
                "doubt",
                jdbc.queryForObject("select id::text from choice.doubt where receipt = ?", String.class, receipt));
    }

    /** It waits for a second person. */
    private String correctionOf(String item) {
        var correction = UUID.randomUUID();
        jdbc.update(
                "insert into publication.correction_draft (id, item, first_n, last_n, wrong_words, right_words, told, writers, written_at)"
                        + " values (?, ?, 1, 1, 'Wrong', 'Right', 'Nobody yet', array[?::uuid], now())",
                correction,
                item,
                correction.toString());
        return correction.toString();
    }

    /** Checked, with a row that cannot be loaded, and waiting for its lead. */
    private String roundAt(OdsCode practice) {
        var round = UUID.randomUUID();
        jdbc.update(
                "insert into letter.round (id, practice, whom, asked_by, asked_at, wanted, state, ended_at) values (?, ?, 'NEVER', ?, now(), 1, 'STOPPED', now())",
                round,
                practice.value(),
                round);
        return round.toString();
    }

    private String uploadAt(OdsCode practice) {
        var columns =
                "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,mobile,language,format,address_hidden\n";
        var csv =
                new ByteArrayInputStream((columns + "1,Ng,Ola,2001-02-03,,,,,,,,,,").getBytes(StandardCharsets.UTF_8));
        return TestPeople.asJob(() -> register.check(practice, "table.csv", csv))
                .id()
                .toString();
    }

    @BeforeEach
    void nothingIsUnsafeYet() {
        unsafe.clear();
    }

    @AfterEach
    void everyAnswerWasSafe() {
        assertThat(unsafe).as("headers that are missing or wrong").isEmpty();
    }

    record Row(String method, String path, List<String> expected) {
        static List<Row> of(String table) {
            return table.lines()
                    .filter(line -> !line.startsWith(".") && !line.startsWith("#"))
                    .map(line -> line.trim().split("\\s+"))
                    .map(cells -> new Row(cells[0], cells[1], List.of(cells).subList(2, cells.length)))
                    .toList();
        }

        static List<Row> ofAll(List<String> tables) {
            return tables.stream().flatMap(table -> of(table).stream()).toList();
        }

        static List<String> roles(String table) {
            var first = table.lines().findFirst().orElseThrow().trim().split("\\s+");
            return List.of(first).subList(1, first.length);
        }
    }

    @Test
    void everyoneGetsWhatTheTableSays() {
        var before = written();
        for (var table : TABLES) {
            assertThat(differences(table))
                    .as("cells that differ from the table")
                    .isEmpty();
        }
        assertThat(written()).as("rows written by forms with nothing in them").isEqualTo(before);
    }

    @Test
    void whatIsNowhereIsTheSameForEverybody() {
        assertThat(differences(NOWHERE)).as("cells that differ from the table").isEmpty();
    }

    private List<String> differences(String table) {
        var roles = Row.roles(table);
        var differences = new ArrayList<String>();
        for (var row : Row.of(table)) {
            assertThat(row.expected())
                    .as("cells of %s %s", row.method(), row.path())
                    .hasSameSizeAs(roles);
            for (int i = 0; i < roles.size(); i++) {
                var role = roles.get(i);
                var expected = row.expected().get(i);
                if (!expected.equals("-")) {
                    var got = outcome(role, row);
                    if (!got.equals(expected)) {
                        differences.add("%s %s as %s: %s instead of %s"
                                .formatted(row.method(), row.path(), role, got, expected));
                    }
                }
            }
        }
        return differences;
    }

    private String outcome(String role, Row row) {
        var path = filledIn(role, row.path());
        var visitor = visitors.get(role);
        if (row.method().equals("GET")) {
            visitor.get(path);
        } else {
            visitor.post(path, "_csrf", tokens.get(role));
        }
        lookAtHeaders(visitor, row.method() + " " + path, isPublic(path));
        return said(visitor, path);
    }

    String filledIn(String role, String path) {
        var filled = path;
        for (var thing : own.getOrDefault(role, Map.of()).entrySet()) {
            filled = filled.replace("{" + thing.getKey() + "}", thing.getValue());
        }
        for (var thing : things.entrySet()) {
            filled = filled.replace("{" + thing.getKey() + "}", thing.getValue());
        }
        return filled;
    }

    private static String said(WebVisitor visitor, String path) {
        switch (visitor.status()) {
            case 302:
                var to = visitor.location();
                assertThat(to).as("where %s leads", path).startsWith("/").doesNotStartWith("//");
                return to.equals("/sign-in") && !path.startsWith("/sign-in/")
                        ? "in"
                        : to.equals("/sign-in/code") && !path.startsWith("/sign-in/") ? "code" : "go";
            case 403:
                var heading = visitor.page().select("h1").text();
                return heading.equals("You have been signed out") || heading.equals("This page was open for too long")
                        ? "old"
                        : "403";
            default:
                return String.valueOf(visitor.status());
        }
    }

    private Map<String, Integer> written() {
        var counts = new TreeMap<String, Integer>();
        for (var table : List.of(
                "choice.choice_event",
                "choice.delivery_step",
                "choice.keyed_draft",
                "choice.keyed_entry",
                "choice.doubt",
                "choice.doubt_settled",
                "publication.version")) {
            counts.put(table, jdbc.queryForObject("select count(*) from " + table, Integer.class));
        }
        return counts;
    }

    /** A page that was forgotten in the table fails here, and so does a row whose page is gone. */
    @Test
    void theTableNamesEveryPage() throws Exception {
        var missing = new TreeSet<String>();
        var mappings =
                context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values();
        for (var mapping : mappings) {
            mapping.getHandlerMethods().keySet().forEach(info -> {
                var methods = info.getMethodsCondition().getMethods();
                for (var pattern : info.getPatternValues()) {
                    (methods.isEmpty() ? Stream.of("GET") : methods.stream().map(Enum::name))
                            .forEach(method -> missing.add(method + " " + pattern));
                }
            });
        }
        var all = Set.copyOf(missing);
        var gone = new ArrayList<String>();
        for (var row : Row.ofAll(TABLES)) {
            var page = pageOf(mappings, row.method(), filledIn("patient", row.path()));
            if (page == null) {
                gone.add(row.method() + " " + row.path());
            } else {
                missing.remove(page);
            }
        }
        assertThat(gone).as("rows without a page").isEmpty();
        assertThat(all)
                .as("pages with a test of their own")
                .containsAll(ELSEWHERE.keySet().stream()
                        .filter(page -> !page.equals("POST /sign-out") && !page.equals("GET /actuator"))
                        .toList());
        missing.removeAll(ELSEWHERE.keySet());
        assertThat(missing).as("pages without a row in the table").isEmpty();
    }

    /** The page that answers, as method and pattern; null if none does. */
    static String pageOf(Iterable<RequestMappingInfoHandlerMapping> mappings, String method, String path)
            throws Exception {
        for (var mapping : mappings) {
            var request = new MockHttpServletRequest(method, path);
            ServletRequestPathUtils.parseAndCache(request);
            var handler = mapping.getHandler(request);
            if (handler != null && handler.getHandler() instanceof HandlerMethod) {
                return method + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            }
        }
        return null;
    }

    /** T14: a form counts only with the token of the session it was shown in. */
    @Test
    void refusesEveryFormWithoutItsToken() {
        var failures = new ArrayList<String>();
        for (var row : Row.ofAll(TABLES)) {
            if (row.method().equals("POST")) {
                for (var role : visitors.keySet()) {
                    for (var token :
                            List.of("", "x".repeat(96), tokens.get(role.equals("nobody") ? "patient" : "nobody"))) {
                        var path = filledIn(role, row.path());
                        var visitor = visitors.get(role).post(path, "_csrf", token);
                        lookAtHeaders(visitor, "POST " + path, false);
                        if (!said(visitor, path).equals("old")) {
                            failures.add("POST %s as %s: %s".formatted(row.path(), role, said(visitor, path)));
                        }
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    /** Only GET, HEAD and POST mean anything here. */
    @Test
    void answersNoOtherMethod() {
        for (var row : Row.ofAll(TABLES)) {
            for (var method : List.of("PUT", "DELETE", "PATCH")) {
                var path = filledIn("patient", row.path());
                var visitor = visitors.get("patient");
                visitor.send(visitor.request(path).method(method, java.net.http.HttpRequest.BodyPublishers.noBody()));
                assertThat(visitor.status()).as("%s %s", method, path).isIn(400, 403, 404, 405);
                lookAtHeaders(visitor, method + " " + path, false);
            }
        }
    }

    @Test
    void endsTheSessionOfWhoeverSignsOut() {
        cast.forgetFailedTries();
        var pia = cast.adult("Pia Leaver", cast.practice("Way Out Surgery"));
        var visitor = cast.signedIn(port, cast.accountOf(pia));
        var cookie = visitor.get("/choices").cookie("datachoice");
        assertThat(visitor.post("/sign-out").status()).isEqualTo(403);
        assertThat(visitor.get("/choices").status()).isEqualTo(200);

        visitor.submit("/sign-out");

        assertThat(visitor.location()).isEqualTo("/signed-out");
        assertThat(visitor.header("Clear-Site-Data")).hasValue("\"cache\", \"cookies\", \"storage\"");
        lookAtHeaders(visitor, "POST /sign-out", false);
        assertThat(new WebVisitor(port)
                        .withCookie("datachoice", cookie)
                        .get("/choices")
                        .location())
                .isEqualTo("/sign-in");
    }

    @Test
    void takesTheDemosOneClickFormsFromItsOwnPagesOnly() {
        var george = new String[] {"who", "george@demo.example"};
        var visitor = new WebVisitor(port);
        for (var from :
                List.of("http://evil.example", "null", "http://localhost:1", "https://localhost.evil.example")) {
            assertThat(visitor.post("/demo/sign-in", Map.of("Origin", from), george)
                            .status())
                    .as(from)
                    .isEqualTo(403);
            lookAtHeaders(visitor, "POST /demo/sign-in", false);
        }
        assertThat(visitor.post("/demo/sign-in", george).status()).isEqualTo(403);
        assertThat(visitor.get("/choices").location()).isEqualTo("/sign-in");

        var own = Map.of("Origin", "http://localhost:" + port);
        assertThat(visitor.post("/demo/sign-in", own, "who", "nobody@demo.example")
                        .status())
                .isEqualTo(404);
        assertThat(visitor.post("/demo/sign-in", own, george).location()).isEqualTo("/choices");
        assertThat(visitor.follow().status()).isEqualTo(200);
    }

    /** Without a session and a token: whoever is signed in sends the same, and gets nothing back. */
    @Test
    void hearsOfFilmsFromItsOwnPagesOnly() {
        var film = new String[] {"film", "01a20939-0000-7000-8000-000000000000"};
        var visitor = new WebVisitor(port);
        for (var from : List.of("http://evil.example", "null")) {
            assertThat(visitor.post("/reach/played", Map.of("Origin", from), film)
                            .status())
                    .as(from)
                    .isEqualTo(403);
            lookAtHeaders(visitor, "POST /reach/played", false);
        }
        assertThat(visitor.post("/reach/played", film).status()).isEqualTo(403);
        assertThat(visitor.post("/reach/played", Map.of("Origin", "http://localhost:" + port), film)
                        .status())
                .isEqualTo(204);
        assertThat(visitor.setCookies()).isEmpty();
        lookAtHeaders(visitor, "POST /reach/played", false);
        assertThat(visitor.get("/reach/played").status()).isEqualTo(405);
    }

    /** Decision 26: nothing on a public page depends on who looks, and looking leaves nothing behind. */
    @Test
    void showsPublicPagesToEverybodyAlikeAndLeavesNoCookie() {
        var before = sessions();
        for (var row : Row.ofAll(TABLES)) {
            if (isPublic(row.path())
                    && row.expected().get(0).equals("200")
                    && !row.path().startsWith("/media")) {
                var path = filledIn("nobody", row.path());
                var stranger = new WebVisitor(port).get(path);
                assertThat(stranger.setCookies()).as("cookies of %s", path).isEmpty();
                assertThat(stranger.page().select("input[name=_csrf]"))
                        .as("tokens on %s", path)
                        .isEmpty();
                for (var role : visitors.keySet()) {
                    assertThat(visitors.get(role).get(path).body())
                            .as("%s as %s", path, role)
                            .isEqualTo(stranger.body());
                }
                if (!path.startsWith("/actuator") && !path.equals("/signed-out")) {
                    var tag = stranger.header("ETag").orElseThrow(() -> new AssertionError("no ETag on " + path));
                    var again = new WebVisitor(port).get(path, "If-None-Match", tag);
                    assertThat(again.status()).as("%s asked for again", path).isEqualTo(304);
                    lookAtHeaders(again, "304 of " + path, true);
                }
            }
        }
        assertThat(sessions()).as("the portal forgets old ones meanwhile").isSubsetOf(before);
    }

    private Set<String> sessions() {
        return Set.copyOf(jdbc.queryForList("select primary_id from identity.session", String.class));
    }

    @Test
    void sendsTheSafetyHeadersWithFilesPartsOfFilesAndRefusalsToo() {
        var visitor = new WebVisitor(port);
        assertThat(visitor.get("/media/" + things.get("film"), "Range", "bytes=0-99")
                        .status())
                .isEqualTo(206);
        lookAtHeaders(visitor, "part of the film", true);
        assertThat(visitor.get("/media/" + things.get("film"), "Range", "bytes=99999999-")
                        .status())
                .isEqualTo(416);
        lookAtHeaders(visitor, "a part that the film does not have", true);
        assertThat(visitor.get("/choices/a;b=c").status()).isEqualTo(404);
        lookAtHeaders(visitor, "an address that only an attack has", false);
    }

    /** S12, S13, and no-store on everything that is not public. */
    private void lookAtHeaders(WebVisitor visitor, String what, boolean mayBeKept) {
        var policy = visitor.header("Content-Security-Policy").orElse("");
        boolean framed = what.endsWith(" " + Framed.ADDRESS) && visitor.status() < 400;
        expect(
                what,
                "a strict content policy",
                framed && policy.equals(Framed.POLICY)
                        || Stream.of("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                                        .allMatch(policy::contains)
                                && Stream.of("unsafe", "http", "*").noneMatch(policy::contains));
        expect(
                what,
                "X-Frame-Options",
                Objects.equals(
                        framed ? null : List.of("DENY"), visitor.headers().get("x-frame-options")));
        Map.of(
                        "X-Content-Type-Options", "nosniff",
                        "Referrer-Policy", "same-origin",
                        "Cross-Origin-Opener-Policy", "same-origin",
                        "Cross-Origin-Resource-Policy", "same-origin")
                .forEach((name, value) -> expect(
                        what, name, List.of(value).equals(visitor.headers().get(name.toLowerCase()))));
        expect(
                what,
                "Permissions-Policy",
                visitor.header("Permissions-Policy").orElse("").contains("camera=()"));
        expect(
                what,
                "no word about the server",
                visitor.header("Server").isEmpty()
                        && visitor.header("X-Powered-By").isEmpty());
        expect(what, "no fault of ours: " + visitor.status(), visitor.status() < 500);
        expect(
                what,
                "no-store",
                (mayBeKept && (visitor.status() < 400 || visitor.status() == 416))
                        || visitor.header("Cache-Control").orElse("").contains("no-store"));
    }

    private void expect(String what, String expected, boolean so) {
        if (!so) {
            unsafe.add(what.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}") + ": " + expected);
        }
    }

    /** The first part of the table: pages and files without a session. */
    static boolean isPublic(String path) {
        return PUBLIC.matcher(path).matches();
    }

    private static final Pattern PUBLIC = Pattern.compile(
            "/|/(about|film|news|other-ways|accessibility|privacy|cookies|security|contact|who-runs-this|signed-out|archive|corrections|press|embed)(/.*|\\.pdf)?"
                    + "|/(leaflets|media|assets|actuator|\\.well-known)/.*|/robots.txt");

    /** The annotation alone stops nobody: each bean that carries it must be wrapped by what reads it. */
    @Test
    void locksEveryServiceThatSaysItIsLocked() {
        var locked = 0;
        for (var name : context.getBeanDefinitionNames()) {
            var type = context.getType(name, false);
            if (type == null
                    || !type.getName().startsWith("datachoice")
                    || !mentionsALock(ClassUtils.getUserClass(type))) {
                continue;
            }
            locked++;
            assertThat(context.getBean(name)).as(name).isInstanceOfSatisfying(Advised.class, bean -> assertThat(
                            bean.getAdvisors())
                    .as(name)
                    .anyMatch(advisor -> advisor instanceof AuthorizationManagerBeforeMethodInterceptor));
        }
        assertThat(locked).isGreaterThan(20);
    }

    private static boolean mentionsALock(Class<?> service) {
        return AnnotatedElementUtils.hasAnnotation(service, PreAuthorize.class)
                || Arrays.stream(service.getDeclaredMethods()).anyMatch(AccessTests::isLocked);
    }

    /** S2: the second lock. What a controller asks a service for is refused there too, not only at the address. */
    @Test
    void servicesBehindProtectedPagesAskAgainWhoIsAllowed() {
        var unlocked = new TreeMap<String, String>();
        for (var controller : context.getBeansWithAnnotation(Controller.class).values()) {
            var type = AopUtils.getTargetClass(controller);
            if (!type.getPackageName().startsWith("datachoice")) {
                continue;
            }
            for (var constructor : type.getDeclaredConstructors()) {
                for (var service : constructor.getParameterTypes()) {
                    if (service.getPackageName().startsWith("datachoice")
                            && !WITHOUT_A_SECOND_LOCK.containsKey(service.getSimpleName())
                            && !isLocked(service)) {
                        unlocked.put(service.getSimpleName(), type.getSimpleName());
                    }
                }
            }
        }
        assertThat(unlocked)
                .as("services that a page calls, and that nobody guards")
                .isEmpty();
    }

    private static boolean isLocked(Class<?> service) {
        return AnnotatedElementUtils.hasAnnotation(service, PreAuthorize.class)
                || Arrays.stream(service.getDeclaredMethods())
                        .filter(method ->
                                !java.lang.reflect.Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
                        .allMatch(AccessTests::isLocked);
    }

    private static boolean isLocked(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, PreAuthorize.class);
    }

    private static final Map<String, String> WITHOUT_A_SECOND_LOCK = Map.ofEntries(
            Map.entry("SignIn", "proves who somebody is, so nobody is anybody yet"),
            Map.entry("SignInSession", "the session itself"),
            Map.entry(
                    "PasswordReset",
                    "for those who cannot sign in; the code from their e-mail shows whose account it is"),
            Map.entry(
                    "InvitationAcceptance",
                    "for those without an account; the code from their e-mail says which one they get"),
            Map.entry("FirstAdmin", "for a portal without accounts; refuses as soon as there is an administrator"),
            Map.entry("ConfirmFirst", "opens nothing: asks who somebody is"),
            Map.entry("AsksAgain", "is ConfirmFirst, by the name that other modules know"),
            Map.entry("AccountOpening", "is handed the letter's own user and opens an account for that person only"),
            Map.entry("DemoSignIn", "refuses outside the demo"),
            Map.entry(
                    "WorkLimits",
                    "opens nothing: counts how often somebody asks, and lets few files be made at a time"),
            Map.entry("ReachCounts", "public: adds one to a number, and tells none"),
            Map.entry("Outbox", "the demo's mail page, which is not there in production"),
            Map.entry("PublishedContent", "public"),
            Map.entry("PublishedCorrections", "public"),
            Map.entry("Archive", "public: what was live once"),
            Map.entry("Print", "public: prints what is or was live"),
            Map.entry(
                    "Posters",
                    "public: prints what is live; a practice's own are handed out by PracticeKit, which is locked"),
            Map.entry("Pictures", "opens nothing: makes pictures of the paper that it is handed"),
            Map.entry("Stills", "public: pictures of what is live"),
            Map.entry("PlainLeaflet", "public: writes what is or was live as words alone"),
            Map.entry("Forms", "public: the forms in which something that is live can be had"),
            Map.entry("ArticleReader", "makes pages from text"),
            Map.entry(
                    "EntryRows",
                    "puts entries that it is handed into words, and asks Workers, which is locked, for names"),
            Map.entry("PersonLookup", "names on the demo's mail page, which is not there in production"),
            Map.entry("Programmes", "public"),
            Map.entry("MediaFiles", "public: answers for published files only"),
            Map.entry("MediaStore", "bytes by id; the controller asks first whether the file is published"),
            Map.entry("PublishingSettings", "settings"),
            Map.entry("PortalSettings", "settings"),
            Map.entry("DefaultRule", "a setting"),
            Map.entry("Explanation", "public: the facts beside the question"),
            Map.entry("PersonContacts", "asked only for the user's own person, after the question was entitled"),
            Map.entry("FormTickets", "opens nothing"),
            Map.entry("Dates", "writes dates in the language of the page"),
            Map.entry("OperatorLookup", "public: who runs this"),
            Map.entry("ReceiptPdf", "prints what the lookup has already allowed"));
}
