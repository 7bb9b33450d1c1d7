package datachoice.practice;

import datachoice.core.OdsCode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Answers what a practice is or, once it closed, was called and where it is. */
@Service
@Transactional(readOnly = true)
public class PracticeLookup {
    private final PracticeVersions versions;
    private final JdbcClient jdbc;

    PracticeLookup(PracticeVersions versions, JdbcClient jdbc) {
        this.versions = versions;
        this.jdbc = jdbc;
    }

    /** Empty for a code that no practice here has. */
    public Optional<PracticeView> find(OdsCode code) {
        return Optional.ofNullable(find(List.of(code)).get(code));
    }

    /**
     * What a practice is called; empty for one that closed, and for a code that no practice here has. Asked by each page of
     * its staff, so it opens no transaction of its own.
     */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<String> nameWhileOpen(OdsCode code) {
        return jdbc.sql("""
                        select v.name from practice.practice p join practice.practice_version v on v.ods_code = p.ods_code
                        where p.ods_code = ? and p.closed_on is null and v.valid_to is null
                        """).param(code.value()).query(String.class).optional();
    }

    /** False for a practice that closed, and for a code that no practice here has. */
    public boolean isOpen(OdsCode code) {
        return jdbc.sql("select 1 from practice.practice where ods_code = ? and closed_on is null")
                .param(code.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Empty for a practice that is open, and for a code that no practice here has. */
    public Optional<LocalDate> closedOn(OdsCode code) {
        return jdbc.sql("select closed_on from practice.practice where ods_code = ? and closed_on is not null")
                .param(code.value())
                .query(LocalDate.class)
                .optional();
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
