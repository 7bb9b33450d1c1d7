package datachoice.practice;

import datachoice.core.OdsCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers what a practice is called and where it is. */
@Service
@Transactional(readOnly = true)
public class PracticeLookup {
    private final PracticeVersions versions;

    PracticeLookup(PracticeVersions versions) {
        this.versions = versions;
    }

    /** Empty for a code that no practice here has. */
    public Optional<PracticeView> find(OdsCode code) {
        return Optional.ofNullable(find(List.of(code)).get(code));
    }

    /** Without the codes that no practice here has. */
    public Map<OdsCode, PracticeView> find(Collection<OdsCode> codes) {
        return versions
                .findCurrent(codes.stream().map(OdsCode::value).distinct().toList())
                .stream()
                .map(PracticeVersion::view)
                .collect(Collectors.toMap(PracticeView::code, Function.identity()));
    }
}
