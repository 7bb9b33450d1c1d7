package datachoice.person.practices;

import datachoice.core.OdsCode;
import datachoice.core.PersonNames;
import datachoice.core.Postcode;
import datachoice.practice.PracticeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** What is known of a practice. */
@NullUnmarked // filled by the browser
record PracticeForm(
        String code,
        String name,
        String address1,
        String address2,
        String address3,
        String address4,
        String postcode,
        String phone) {
    static final PracticeForm EMPTY = new PracticeForm("", "", "", "", "", "", "", "");

    private static final int LONGEST = 200;
    private static final Pattern PHONE = Pattern.compile("[+0-9][0-9 ()-]{4,29}");

    static PracticeForm of(PracticeView practice) {
        var lines = practice.address().subList(0, practice.address().size() - 1);
        return new PracticeForm(
                practice.code().value(),
                practice.name(),
                line(lines, 0),
                line(lines, 1),
                line(lines, 2),
                line(lines, 3),
                practice.address().get(lines.size()),
                practice.phone());
    }

    /** @param known its code, which never changes; empty for a new practice, which says its own */
    Optional<PracticeView> read(Optional<OdsCode> known, Errors errors) {
        var itsCode = known.or(() -> OdsCode.parse(text(code)));
        if (itsCode.isEmpty()) {
            errors.rejectValue("code", text(code).isEmpty() ? "practices.code.empty" : "practices.code.shape");
        }
        var itsName = PersonNames.read(name);
        itsName.fault().ifPresent(fault -> errors.rejectValue("name", "practices.name." + fault));
        var lines = new ArrayList<>(Stream.of(address1, address2, address3, address4)
                .map(PracticeForm::text)
                .filter(line -> !line.isEmpty())
                .toList());
        if (text(address1).isEmpty()) {
            errors.rejectValue("address1", "practices.address.empty");
        }
        if (lines.stream().anyMatch(line -> line.length() > LONGEST)) {
            errors.rejectValue("address1", "practices.address.long");
        }
        var itsPostcode = Postcode.parse(text(postcode));
        if (itsPostcode.isEmpty()) {
            errors.rejectValue(
                    "postcode", text(postcode).isEmpty() ? "practices.postcode.empty" : "practices.postcode.shape");
        }
        if (!PHONE.matcher(text(phone)).matches()) {
            errors.rejectValue("phone", text(phone).isEmpty() ? "practices.phone.empty" : "practices.phone.shape");
        }
        if (errors.hasErrors()) {
            return Optional.empty();
        }
        lines.add(itsPostcode.orElseThrow().value());
        return Optional.of(new PracticeView(itsCode.orElseThrow(), itsName.name(), lines, text(phone)));
    }

    private static String line(List<String> lines, int i) {
        return i < lines.size() ? lines.get(i) : "";
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : PersonNames.clean(typed);
    }
}
