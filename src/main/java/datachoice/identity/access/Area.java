package datachoice.identity.access;

import datachoice.core.Role;
import java.util.List;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A part of the portal and who may open it. What no area covers is not there, for anybody.
 *
 * @param path a plain path pattern; one that ends in {@code /**} also covers the address without it
 * @param roles any of them opens it
 */
public record Area(PathPattern path, Set<Role> roles) {
    /** Files, the same for everybody; their handlers say how long they may be kept. */
    static final List<String> FILES = List.of("/assets/**", "/media/**", "/favicon.ico");

    /** Pages open to everybody whose forms need a token, so that looking at them makes a session. */
    static final List<String> FORMS = List.of("/sign-in", "/letter-code", "/password/reset", "/invitation");

    /** Steps between such a form and being signed in; each looks for itself whether it is due. */
    static final List<String> SECOND_STEP = List.of(
            "/sign-in/code",
            "/sign-in/code/again",
            "/password/reset/code",
            "/password/reset/code/again",
            "/first-admin",
            "/first-admin/code",
            "/first-admin/code/again");

    /** What only some may open; of two that cover an address, the first decides. */
    static final List<Area> PROTECTED = List.of(
            of("/choices/**", Role.PATIENT, Role.LETTER),
            of("/receipts/**", Role.PATIENT, Role.LETTER),
            of("/account/new/**", Role.LETTER),
            of("/practice/uploads/**", Role.PRACTICE_LEAD),
            of("/practice/letters/new/**", Role.PRACTICE_LEAD),
            of("/practice/letters/*/stop", Role.PRACTICE_LEAD),
            of("/practice/activity", Role.PRACTICE_LEAD),
            of("/audit/**", Role.AUDITOR),
            of("/admin/practices/**", Role.PLATFORM_ADMIN),
            of(
                    "/account/**",
                    Role.PATIENT,
                    Role.PRACTICE_STAFF,
                    Role.PRACTICE_LEAD,
                    Role.CONTENT_EDITOR,
                    Role.CONTENT_APPROVER,
                    Role.PLATFORM_ADMIN,
                    Role.AUDITOR),
            of("/practice/staff/**", Role.PRACTICE_LEAD),
            of("/admin/accounts/**", Role.PLATFORM_ADMIN),
            of("/practice/**", Role.PRACTICE_STAFF, Role.PRACTICE_LEAD),
            of("/publishing/new", Role.CONTENT_EDITOR),
            of("/publishing/files", Role.CONTENT_EDITOR),
            of("/publishing/*/edit", Role.CONTENT_EDITOR),
            of("/publishing/*/forms", Role.CONTENT_EDITOR),
            of("/publishing/*/submit", Role.CONTENT_EDITOR),
            of("/publishing/*/discard", Role.CONTENT_EDITOR),
            of("/publishing/*/send-back", Role.CONTENT_APPROVER),
            of("/publishing/*/schedule", Role.CONTENT_APPROVER),
            of("/publishing/*/withdraw", Role.CONTENT_APPROVER),
            of("/publishing/*/corrections/new", Role.CONTENT_EDITOR),
            of("/publishing/*/corrections/*/publish", Role.CONTENT_APPROVER),
            of("/publishing/**", Role.CONTENT_EDITOR, Role.CONTENT_APPROVER),
            of(
                    "/stay",
                    Role.PATIENT,
                    Role.LETTER,
                    Role.PRACTICE_STAFF,
                    Role.PRACTICE_LEAD,
                    Role.CONTENT_EDITOR,
                    Role.CONTENT_APPROVER,
                    Role.PLATFORM_ADMIN,
                    Role.AUDITOR));

    /** Who may send files, and where. */
    private static final List<Area> UPLOADS =
            List.of(of("/publishing/**", Role.CONTENT_EDITOR), of("/practice/uploads", Role.PRACTICE_LEAD));

    private static Area of(String pattern, Role... roles) {
        return new Area(PathPatternParser.defaultInstance.parse(pattern), Set.of(roles));
    }

    /** True if nobody opens that address without signing in. */
    static boolean isProtected(String path) {
        var address = PathContainer.parsePath(path);
        return PROTECTED.stream().anyMatch(area -> area.path.matches(address));
    }

    /** The pattern of the area that covers an address that nobody opens without signing in, else "another address". */
    static String patternOf(String path) {
        var address = PathContainer.parsePath(path);
        return PROTECTED.stream()
                .filter(area -> area.path.matches(address))
                .map(area -> area.path.getPatternString())
                .findFirst()
                .orElse("another address");
    }

    /** True if one of these roles opens that address. */
    public static boolean isOpenTo(Set<Role> roles, String path) {
        var address = PathContainer.parsePath(path);
        return PROTECTED.stream()
                .filter(area -> area.path.matches(address))
                .limit(1)
                .anyMatch(area -> area.roles.stream().anyMatch(roles::contains));
    }

    /** True if one of these roles may send files to that address. */
    static boolean takesFiles(Set<Role> roles, String path) {
        var address = PathContainer.parsePath(path);
        return UPLOADS.stream()
                .anyMatch(area ->
                        area.path.matches(address) && area.roles.stream().anyMatch(roles::contains));
    }

    /** True if a form on that address makes sense: anything else was never ours. */
    static boolean takesForms(String path) {
        return isProtected(path) || FORMS.contains(path) || SECOND_STEP.contains(path) || path.equals("/sign-out");
    }

    String[] authorities() {
        return roles.stream().map(Role::authority).toArray(String[]::new);
    }
}
