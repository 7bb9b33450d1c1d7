package datachoice.publication.reach;

import datachoice.core.NotFound;
import datachoice.core.UkTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** For those who publish: how far it came. */
@Controller
class ReachController {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    private final ReachManagement reach;
    private final Clock clock;

    ReachController(ReachManagement reach, Clock clock) {
        this.reach = reach;
        this.clock = clock;
    }

    /** @param month such as 2026-11; this one where nothing is said */
    @GetMapping("/publishing/reach")
    String reach(@RequestParam(defaultValue = "") String month, Model model) {
        var today = UkTime.today(clock);
        var now = YearMonth.from(today);
        var first = reach.first().filter(now::isAfter).orElse(now);
        var asked = month.isEmpty() ? now : parse(month);
        if (asked.isBefore(first) || asked.isAfter(now)) {
            throw new NotFound();
        }
        var counted = reach.of(asked, today);
        model.addAttribute("counted", counted);
        model.addAttribute("highest", ReachManagement.highest(counted));
        model.addAttribute("ways", Reached.values());
        model.addAttribute("month", NAME.format(asked));
        model.addAttribute("earlier", asked.isAfter(first) ? link(asked.minusMonths(1)) : null);
        model.addAttribute("later", asked.isBefore(now) ? link(asked.plusMonths(1)) : null);
        return "publication/reach";
    }

    /** @param name as people say it */
    record Month(String value, String name) {}

    private static Month link(YearMonth month) {
        return new Month(month.toString(), NAME.format(month));
    }

    private static YearMonth parse(String typed) {
        if (!typed.matches("2[0-9]{3}-[0-9]{2}")) {
            throw new NotFound();
        }
        try {
            return YearMonth.parse(typed);
        } catch (DateTimeException e) {
            throw new NotFound();
        }
    }
}
