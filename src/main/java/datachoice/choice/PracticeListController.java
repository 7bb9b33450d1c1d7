package datachoice.choice;

import datachoice.choice.PracticeEntries.Entry;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The practice's list, its people, and "Entered in our system". */
@Controller
@RequestMapping("/practice")
class PracticeListController {
    private static final String LIST = "/practice";

    private final PracticeList list;
    private final PracticeEntries entries;
    private final Clock clock;

    PracticeListController(PracticeList list, PracticeEntries entries, Clock clock) {
        this.list = list;
        this.entries = entries;
        this.clock = clock;
    }

    @GetMapping
    String show(
            @ModelAttribute("form") ListForm typed,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var query = ListQuery.read(typed, UkTime.today(clock), errors);
        model.addAttribute("nav", "choices");
        FormsAgain.show(model, query.form(typed), errors);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("query", query);
            return "choice/practice-list";
        }
        var page = list.show(query, user);
        model.addAttribute("query", page.query());
        model.addAttribute("list", page);
        EntryNotice.take(request).ifPresent(entryNotice -> model.addAttribute("entryNotice", entryNotice));
        return "choice/practice-list";
    }

    @GetMapping("/people/{p}")
    String person(
            @PathVariable String p,
            @RequestParam(required = false) @Nullable String search,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("page", list.open(PersonId.parse(p).orElseThrow(NotFound::new), search, user));
        model.addAttribute("nav", search == null ? "choices" : "find");
        EntryNotice.take(request).ifPresent(entryNotice -> model.addAttribute("entryNotice", entryNotice));
        return "choice/practice-person";
    }

    /**
     * @param entry one or many of {@link PracticeRows.Row#entry()}
     * @param person whose page it was pressed on; absent for the list
     */
    @PostMapping("/applied")
    String applied(
            @RequestParam(required = false) @Nullable List<String> entry,
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable String search,
            @ModelAttribute("form") ListForm typed,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request) {
        var asked = read(entry);
        EntryNotice.put(
                request,
                asked.isEmpty()
                        ? EntryNotice.none()
                        : EntryNotice.applied(entries.apply(asked, user).values()));
        return back(person, search, typed, errors);
    }

    @PostMapping("/undone")
    String undone(
            @RequestParam(required = false) @Nullable List<String> entry,
            @RequestParam(required = false) @Nullable String search,
            @ModelAttribute("form") ListForm typed,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request) {
        var asked = read(entry).stream().findFirst().orElseThrow(NotFound::new);
        EntryNotice.put(request, EntryNotice.undone(entries.undo(asked, user)));
        return back(asked.subject().toString(), search, typed, errors);
    }

    private static List<Entry> read(@Nullable Collection<String> written) {
        return written == null
                ? List.of()
                : written.stream().flatMap(text -> Entry.parse(text).stream()).toList();
    }

    /** To the page that the button stood on, built anew from what it may be, so that it leads nowhere else (T16). */
    private String back(@Nullable String person, @Nullable String search, ListForm typed, BindingResult errors) {
        var subject = Optional.ofNullable(person).flatMap(PersonId::parse);
        if (subject.isPresent()) {
            var searched = Optional.ofNullable(search).flatMap(Ids::parse);
            return "redirect:" + LIST + "/people/" + subject.get()
                    + searched.map(id -> "?search=" + id).orElse("");
        }
        var query = ListQuery.read(typed, UkTime.today(clock), errors);
        return "redirect:" + LIST + "?" + query.filters() + "&page=" + query.page();
    }
}
