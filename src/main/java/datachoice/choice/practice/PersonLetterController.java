package datachoice.choice.practice;

import datachoice.core.NotFound;
import datachoice.core.Notices;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.TypedNumbers;
import datachoice.identity.LetterCodes;
import datachoice.practice.PracticePage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** A letter with a new code for somebody who lost theirs, or never had one. */
@Controller
@PracticePage
class PersonLetterController {
    /** What became of it, for the page after it. */
    static final String NOTICE = "practice.letter";

    private final PracticePeople people;
    private final LetterCodes letters;

    PersonLetterController(PracticePeople people, LetterCodes letters) {
        this.people = people;
        this.letters = letters;
    }

    @PostMapping(PracticePersonController.PEOPLE + "/{p}/letter")
    String send(
            @PathVariable String p,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(name = "letters", defaultValue = "") String seen,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request) {
        var opened = people.again(PersonId.parse(p).orElseThrow(NotFound::new), search, user);
        int known = TypedNumbers.read(seen).orElse(-1);
        Notices.put(request, NOTICE, letters.replace(opened.person(), known).name());
        return "redirect:"
                + UriComponentsBuilder.fromPath(PracticePersonController.PEOPLE + "/"
                                + opened.person().id())
                        .queryParamIfPresent("search", Optional.ofNullable(opened.search()))
                        .toUriString();
    }
}
