package datachoice.choice.practice;

import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.practice.PracticePage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** "Entered in our system", and taking it back. */
@Controller
@PracticePage
@RequestMapping("/practice")
class PracticeEntryController {
    private final PracticeEntries entries;
    private final PracticeList list;
    private final Clock clock;

    PracticeEntryController(PracticeEntries entries, PracticeList list, Clock clock) {
        this.entries = entries;
        this.list = list;
        this.clock = clock;
    }

    /**
     * @param entry one or many of {@link PracticeRow#entry()}
     * @param person whose page it was pressed on; absent for the list
     * @param doubted that page said that they say a choice was not theirs
     */
    @PostMapping("/applied")
    String applied(
            @RequestParam(required = false) @Nullable List<String> entry,
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable String doubted,
            @RequestParam(required = false) @Nullable String search,
            @ModelAttribute("form") ListForm typed,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var asked = read(entry);
        var warned = doubted == null
                ? null
                : Optional.ofNullable(person).flatMap(PersonId::parse).orElse(null);
        if (asked.size() > PracticeEntries.MOST) {
            model.addAttribute("entryNotice", EntryNotice.tooMany());
            PracticeListController.fill(model, list.show(ListQuery.WORK, user));
            return Forms.again(response, PracticeListController.PAGE);
        }
        EntryNotice.put(
                request,
                asked.isEmpty()
                        ? EntryNotice.none()
                        : EntryNotice.applied(entries.apply(asked, warned, user).values()));
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
            return "redirect:" + PracticePersonController.PEOPLE + "/" + subject.get()
                    + searched.map(id -> "?search=" + id).orElse("");
        }
        var read = ListQuery.read(typed, UkTime.today(clock), errors);
        var query = errors.hasErrors() ? ListQuery.WORK : read;
        return "redirect:" + PracticeListController.LIST + "?" + query.filters() + "&page=" + query.page();
    }
}
