package datachoice.identity.activity;

import datachoice.audit.AuditSearch.EntryPage;
import datachoice.audit.EntryView;
import datachoice.core.OdsCode;
import datachoice.core.Role;
import datachoice.core.UkTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Entries as their pages show them. The trail holds references, roles and moments, never a name; what they mean is looked up
 * when somebody reads it who may know.
 */
@Component
class EntryRows {
    private static final Pattern ACCOUNT = reference("account");
    private static final Pattern INVITATION = reference("invitation");
    private static final Pattern REFERENCE = Pattern.compile(", reference [0-9a-f-]{36}\\b");
    private static final Pattern ROLE = Pattern.compile(
            Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining("|", "\\b(", ")\\b")));
    private static final Pattern WORDS = Pattern.compile("[A-Z_]+(, [A-Z_]+)*");
    private static final Pattern ACTS = Pattern.compile("\\bacts ([A-Z_]+)\\b");
    private static final Pattern MOMENT = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    private final Workers workers;
    private final MessageSource messages;

    EntryRows(Workers workers, MessageSource messages) {
        this.workers = workers;
        this.messages = messages;
    }

    private static Pattern reference(String what) {
        return Pattern.compile("\\b" + what + " ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\b");
    }

    /**
     * Hands a page of them to its template, with the addresses of the newest and of older ones.
     *
     * @param practice whose lead reads them; null for an auditor, who reads all
     * @param first whether these are the newest
     * @param address of the page with its filters
     */
    void show(Model model, EntryPage page, @Nullable OdsCode practice, boolean first, UriComponentsBuilder address) {
        var entries = page.entries();
        model.addAttribute("rows", of(entries, practice));
        model.addAttribute("newest", first ? null : address.build().toUriString());
        model.addAttribute(
                "older",
                page.more()
                        ? address.cloneBuilder()
                                .queryParam(
                                        "before",
                                        entries.get(entries.size() - 1).id())
                                .build()
                                .toUriString()
                        : null);
    }

    private List<EntryRow> of(List<EntryView> entries, @Nullable OdsCode practice) {
        var accounts = Stream.concat(
                        entries.stream().map(EntryView::actor).flatMap(Optional::stream), references(ACCOUNT, entries))
                .distinct()
                .toList();
        var names = workers.names(accounts);
        var invitations = references(INVITATION, entries).distinct().toList();
        var invited = practice == null ? workers.invited(invitations) : workers.invitedAt(practice, invitations);
        return entries.stream()
                .map(entry -> new EntryRow(
                        entry,
                        entry.actor().map(names::get).orElse(null),
                        entry.detail()
                                .map(detail ->
                                        inWords(practice == null ? detail : withoutReference(detail), names, invited))
                                .orElse(null)))
                .toList();
    }

    private static Stream<UUID> references(Pattern pattern, List<EntryView> entries) {
        return entries.stream()
                .map(EntryView::detail)
                .flatMap(Optional::stream)
                .flatMap(detail -> pattern.matcher(detail).results())
                .map(found -> UUID.fromString(found.group(1)));
    }

    /** What a colleague reached for elsewhere is a matter for auditors. */
    private static String withoutReference(String detail) {
        return REFERENCE.matcher(detail).replaceAll("");
    }

    private String inWords(String detail, Map<UUID, String> names, Map<UUID, String> invited) {
        if (WORDS.matcher(detail).matches()) {
            return Stream.of(detail.split(", "))
                    .map(word -> String.valueOf(messages.getMessage("audit.detail." + word, null, word, Locale.UK)))
                    .collect(Collectors.joining(", "));
        }
        var text = ACCOUNT.matcher(detail)
                .replaceAll(found -> literal(Optional.ofNullable(names.get(UUID.fromString(found.group(1))))
                        .orElseGet(() -> message("audit.detail.account"))));
        text = INVITATION
                .matcher(text)
                .replaceAll(found -> literal(Optional.ofNullable(invited.get(UUID.fromString(found.group(1))))
                        .map(address -> message("audit.detail.invitation.to", address))
                        .orElseGet(() -> message("audit.detail.invitation"))));
        text = ROLE.matcher(text).replaceAll(found -> literal(message("audit.role." + found.group(1))));
        text = ACTS.matcher(text).replaceAll(found -> literal(message("audit.act.any." + found.group(1))));
        return MOMENT.matcher(text).replaceAll(found -> literal(UkTime.moment(Instant.parse(found.group()))));
    }

    private static String literal(String text) {
        return Matcher.quoteReplacement(text);
    }

    private String message(String key, Object... values) {
        return String.valueOf(messages.getMessage(key, values, key, Locale.UK));
    }
}
