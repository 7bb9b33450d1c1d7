package datachoice.identity.activity;

import org.jspecify.annotations.NullUnmarked;

/**
 * The filters of the whole trail. Posted, they are as somebody typed them; an address holds only what they were found to
 * mean, so that nothing that was typed gets into one.
 *
 * @param worker e-mail address or account
 * @param person the reference that the trail calls somebody by
 */
@NullUnmarked // filled by the browser
record AuditForm(String act, String worker, String practice, String person, String from, String to, String before) {}
