package datachoice;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** What veraPDF, the checker of the PDF Association, finds against PDF/UA-1: what a screen reader needs of a document. */
public final class PdfUa {
    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private PdfUa() {}

    /** Each rule that the document breaks, once, with how often and where first; empty for one that passes. */
    public static List<String> failures(byte[] pdf) {
        try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1);
                var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            var failed = new TreeMap<String, String>();
            var times = new TreeMap<String, Integer>();
            for (var each : validator.validate(parser).getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = each.getRuleId().getClause() + "-"
                            + each.getRuleId().getTestNumber();
                    times.merge(rule, 1, Integer::sum);
                    failed.putIfAbsent(
                            rule,
                            each.getMessage() + " | " + each.getErrorMessage() + " | "
                                    + each.getLocation().getContext());
                }
            }
            return failed.entrySet().stream()
                    .map(rule -> rule.getKey() + " (" + times.get(rule.getKey()) + " times): " + rule.getValue())
                    .toList();
        } catch (Exception e) {
            throw new AssertionError("It could not be read", e);
        }
    }
}
