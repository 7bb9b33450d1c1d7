package datachoice.person.register;

import datachoice.core.AsksAgain;
import datachoice.core.CsvFile;
import datachoice.core.Forms;
import datachoice.core.FullDisk;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.Notices;
import datachoice.core.SignedInUser;
import datachoice.core.TypedNumbers;
import datachoice.practice.PracticePage;
import datachoice.practice.Workplace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The practice's register: send the file, read what it would do, have it loaded. */
@Controller
@PracticePage
@RequestMapping(UploadsController.UPLOADS)
class UploadsController {
    static final String UPLOADS = "/practice/uploads";

    private static final int PAGE = 50;
    private static final int FIRST_PROBLEMS = 20;
    private static final int EARLIER = 20;

    private final RegisterUploads uploads;
    private final ObjectProvider<AsksAgain> confirm;

    /** @param confirm from a module above this one */
    UploadsController(RegisterUploads uploads, ObjectProvider<AsksAgain> confirm) {
        this.uploads = uploads;
        this.confirm = confirm;
    }

    @ModelAttribute("nav")
    String nav() {
        return "register";
    }

    @GetMapping
    String form(@AuthenticationPrincipal SignedInUser user, Model model) {
        model.addAttribute("form", UploadForm.EMPTY);
        return formPage(user, model);
    }

    @PostMapping
    String send(
            @ModelAttribute("form") UploadForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response,
            Model model) {
        form.check(errors);
        if (!errors.hasFieldErrors("file")) {
            lookAtItsStart(form, errors);
        }
        if (!errors.hasErrors()) {
            try (var csv = form.file().getInputStream()) {
                var upload =
                        uploads.send(Workplace.of(user), form.file().getOriginalFilename(), form.whole(), csv, user);
                return "redirect:" + UPLOADS + "/" + upload;
            } catch (UploadInWork inWork) {
                errors.rejectValue("file", "person.upload.file.inWork");
            } catch (UncheckedIOException e) {
                if (FullDisk.isCauseOf(e)) {
                    throw e; // nothing is wrong with the file
                }
                errors.rejectValue("file", "person.upload.file.fault");
            } catch (IOException e) {
                errors.rejectValue("file", "person.upload.file.fault");
            }
        }
        return Forms.again(response, formPage(user, model));
    }

    /** The header alone, to the spreadsheet that it is to be filled in with. */
    @GetMapping("/template.csv")
    void template(HttpServletResponse response) throws IOException {
        try (var file = CsvFile.of(csv -> csv.writeRecord(RegisterColumn.header()))) {
            file.send(response, "registered-patients.csv");
        }
    }

    @GetMapping("/{id}")
    String show(@PathVariable String id, @AuthenticationPrincipal SignedInUser user, Model model) {
        var upload = find(id, user);
        model.addAttribute("form", LoadForm.of(upload));
        return uploadPage(upload, user, model);
    }

    /** It can take people over from another practice, so that a session alone is not enough. */
    @PostMapping("/{id}/load")
    String load(
            @PathVariable String id,
            @ModelAttribute("form") LoadForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var upload = find(id, user);
        var report = UPLOADS + "/" + upload.id();
        if (upload.state() != UploadState.CHECKED) {
            return "redirect:" + report; // pressed twice, or long ago: the page says how it stands
        }
        if (!upload.loadable()) {
            return Forms.again(response, uploadPage(upload, user, model)); // no button leads here
        }
        form.check(upload, errors);
        if (errors.hasErrors()) {
            return Forms.again(response, uploadPage(upload, user, model));
        }
        return confirm.getObject().thenDo(request, user, report, "load", () -> {
            if (uploads.confirm(Workplace.of(user), upload.id(), form.seenLeft())
                    .isEmpty()) {
                var now = find(id, user);
                if (now.state() == UploadState.CHECKED) {
                    return moved(now, user, response, model);
                }
            }
            return "redirect:" + report; // also if somebody else pressed it at the same moment
        });
    }

    @PostMapping("/{id}/drop")
    String drop(@PathVariable String id, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        var upload = find(id, user);
        switch (uploads.drop(Workplace.of(user), upload.id())) {
            case DROPPED:
                Notices.put(request, "person.upload.dropped");
                return "redirect:" + UPLOADS;
            case CONFIRMED:
            case LOADED:
                Notices.put(request, Notices.Kind.IMPORTANT, "person.upload.drop.late");
                break;
            default: // its page says what became of it
        }
        return "redirect:" + UPLOADS + "/" + upload.id();
    }

    @GetMapping("/{id}/refused")
    String refused(
            @PathVariable String id,
            @RequestParam(defaultValue = "1") String page,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        var upload = find(id, user);
        int total = uploads.countProblems(Workplace.of(user), upload.id());
        if (total == 0) {
            throw new NotFound();
        }
        int pages = (total + PAGE - 1) / PAGE;
        int asked = TypedNumbers.page(page, pages);
        model.addAttribute("upload", upload);
        model.addAttribute("page", asked);
        model.addAttribute("pages", pages);
        model.addAttribute("total", total);
        model.addAttribute("problems", uploads.problems(Workplace.of(user), upload.id(), (asked - 1) * PAGE, PAGE));
        return "person/refused";
    }

    @GetMapping("/{id}/refused.csv")
    void refusedFile(@PathVariable String id, @AuthenticationPrincipal SignedInUser user, HttpServletResponse response)
            throws IOException {
        var upload = find(id, user);
        try (var file = uploads.refused(Workplace.of(user), upload.id())) {
            file.send(response, "rows-that-cannot-be-loaded.csv");
        }
    }

    /** A wrong file is said to be wrong at once, where its first rows show it; the rest is found by the check. */
    private static void lookAtItsStart(UploadForm form, BindingResult errors) {
        try (var csv = form.file().getInputStream()) {
            new RegisterFile(csv);
        } catch (RegisterFileRefused refused) {
            errors.rejectValue(
                    "file",
                    "person.upload.file." + refused.reason(),
                    new Object[] {refused.line(), refused.column() == null ? "" : UploadRows.cut(refused.column())},
                    null);
        } catch (IOException | UncheckedIOException e) {
            errors.rejectValue("file", "person.upload.file.fault");
        }
    }

    /** It is not as the page said any more. */
    private String moved(UploadView upload, SignedInUser user, HttpServletResponse response, Model model) {
        response.setStatus(409);
        model.addAttribute("moved", true);
        Forms.showInstead(model, LoadForm.of(upload), new BeanPropertyBindingResult(upload, "form"));
        return uploadPage(upload, user, model);
    }

    private String formPage(SignedInUser user, Model model) {
        model.addAttribute("uploads", uploads.newest(Workplace.of(user), EARLIER));
        model.addAttribute("columns", RegisterColumn.header());
        return "person/uploads";
    }

    private String uploadPage(UploadView upload, SignedInUser user, Model model) {
        model.addAttribute("upload", upload);
        model.addAttribute(
                "problems",
                upload.refused() == 0
                        ? List.of()
                        : uploads.problems(Workplace.of(user), upload.id(), 0, FIRST_PROBLEMS));
        return "person/upload";
    }

    private UploadView find(String id, SignedInUser user) {
        UUID upload = Ids.parse(id).orElseThrow(NotFound::new);
        return uploads.find(Workplace.of(user), upload);
    }
}
