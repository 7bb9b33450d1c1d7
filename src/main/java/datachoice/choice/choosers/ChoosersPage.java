package datachoice.choice.choosers;

import datachoice.person.PersonView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may choose for somebody.
 *
 * @param search by which they were opened; null if they were opened from a list
 * @param age {@code child} for 12 or under; {@code teen} until nobody but a deputy can have a right, {@code young} until an
 *     attorney can; then {@code adult}
 * @param now rights that hold today
 * @param ended those that do not
 * @param open another can be recorded
 * @param unreached none can, because a letter to warn them would come to the practice itself
 */
record ChoosersPage(
        PersonView person,
        @Nullable UUID search,
        String age,
        List<ChooserLine> now,
        List<ChooserLine> ended,
        boolean open,
        boolean unreached) {}
