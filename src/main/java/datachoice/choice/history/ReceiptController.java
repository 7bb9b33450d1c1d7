package datachoice.choice.history;

import datachoice.choice.ledger.References;
import datachoice.choice.question.Explanation;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.publication.OperatorLookup;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The receipt of a saved choice, to read and to keep. */
@Controller
@RequestMapping("/receipts")
class ReceiptController {
    private final Receipts receipts;
    private final PeopleIChooseFor people;
    private final Explanation explanation;
    private final ReceiptPdf pdf;
    private final OperatorLookup operators;

    ReceiptController(
            Receipts receipts,
            PeopleIChooseFor people,
            Explanation explanation,
            ReceiptPdf pdf,
            OperatorLookup operators) {
        this.receipts = receipts;
        this.people = people;
        this.explanation = explanation;
        this.pdf = pdf;
        this.operators = operators;
    }

    @GetMapping("/{reference}")
    String show(@PathVariable String reference, @AuthenticationPrincipal SignedInUser user, Model model) {
        var page = find(reference, user);
        var receipt = page.receipt();
        model.addAttribute("page", page);
        model.addAttribute("receipt", receipt);
        operators.operator().ifPresent(operator -> model.addAttribute("operator", operator));
        model.addAttribute("shownTitle", explanation.titleOf(receipt.first().shown()));
        model.addAttribute("byLetter", user.byLetter());
        people.nextWithoutChoice(receipt.person().id(), user).ifPresent(next -> model.addAttribute("next", next));
        return "choice/receipt";
    }

    @GetMapping("/{reference}.pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String reference, @AuthenticationPrincipal SignedInUser user) {
        var page = find(reference, user);
        var name = "receipt-" + page.receipt().reference() + ".pdf";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(pdf.of(page));
    }

    private ReceiptPage find(String reference, SignedInUser user) {
        return receipts.find(References.parse(reference).orElseThrow(NotFound::new), user);
    }
}
