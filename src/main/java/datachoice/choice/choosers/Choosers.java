package datachoice.choice.choosers;

import datachoice.choice.choosers.ChooserForm.Typed;
import datachoice.choice.ledger.WholeTransactions;
import datachoice.choice.practice.OpenedView;
import datachoice.choice.practice.PracticePeople;
import datachoice.core.Ids;
import datachoice.core.NhsNumber;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.Colleagues;
import datachoice.person.CheckedRight;
import datachoice.person.ChooserSearch;
import datachoice.person.NhsNumbers;
import datachoice.person.PersonContacts;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import datachoice.person.ProofSeen;
import datachoice.person.ProxyRole;
import datachoice.person.Relations;
import datachoice.person.RightEnd;
import datachoice.person.RightRefused;
import datachoice.person.RightView;
import datachoice.practice.Workplace;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Shows rights to choose for people of a practice, takes new ones first as a draft that is read back, and ends them. */
@Service
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
class Choosers {
    private final ChooserDrafts drafts;
    private final ChooserSearch search;
    private final Relations relations;
    private final PracticePeople opened;
    private final PersonLookup people;
    private final PersonContacts contacts;
    private final NhsNumbers numbers;
    private final Colleagues colleagues;
    private final WholeTransactions transactions;
    private final Clock clock;

    Choosers(
            ChooserDrafts drafts,
            ChooserSearch search,
            Relations relations,
            PracticePeople opened,
            PersonLookup people,
            PersonContacts contacts,
            NhsNumbers numbers,
            Colleagues colleagues,
            WholeTransactions transactions,
            Clock clock) {
        this.drafts = drafts;
        this.search = search;
        this.relations = relations;
        this.opened = opened;
        this.people = people;
        this.contacts = contacts;
        this.numbers = numbers;
        this.colleagues = colleagues;
        this.transactions = transactions;
        this.clock = clock;
    }

    ChoosersPage page(OpenedView view, SignedInUser user) {
        var person = view.person();
        var rights = relations.rightsOver(person, Workplace.of(user));
        var names =
                opened.named(rights.stream().map(RightView::proxy).distinct().toList());
        var proofs = proofsFor(person);
        var lines = rights.stream()
                .map(right -> line(right, names.get(right.proxy()), user))
                .toList();
        return new ChoosersPage(
                person,
                view.search(),
                age(person),
                lines.stream().filter(line -> line.right().holds()).toList(),
                lines.stream().filter(line -> !line.right().holds()).toList(),
                !proofs.isEmpty(),
                proofs.isEmpty() && !proofsFittingTo(person).isEmpty());
    }

    private ChooserLine line(RightView right, PersonView chooser, SignedInUser user) {
        var here = right.practice().filter(Workplace.of(user)::equals).isPresent();
        var recorder = here
                ? colleagues.nameOf(Objects.requireNonNull(right.recordedBy()), Workplace.of(user))
                : Optional.<String>empty();
        return new ChooserLine(right, chooser.fullName(), here, recorder.orElse(null));
    }

    private String age(PersonView person) {
        var today = UkTime.today(clock);
        if (!person.decidesAlone(today)) {
            return "child";
        } else if (!ProxyRole.COURT_DEPUTY.fits(person, today)) {
            return "teen";
        }
        return ProxyRole.POWER_OF_ATTORNEY.fits(person, today) ? "adult" : "young";
    }

    /** What can be seen to record another right over them today; empty for nothing. */
    List<ProofSeen> proofsFor(PersonView person) {
        var fitting = proofsFittingTo(person);
        return fitting.isEmpty() || contacts.reachedOutsidePractice(person) ? fitting : List.of();
    }

    private List<ProofSeen> proofsFittingTo(PersonView person) {
        return person.deceased() || person.practice().isEmpty()
                ? List.of()
                : ProofSeen.fitting(person, UkTime.today(clock));
    }

    NhsNumber numberOf(PersonView person) {
        return Objects.requireNonNull(numbers.of(List.of(person.id())).get(person.id()));
    }

    /**
     * Whoever was found, at whichever practice.
     *
     * @param right as it waits to be read back and saved
     * @param there a right of theirs for some of the same time, because of which nothing waits; null for none
     */
    record Found(
            PersonView chooser,
            CheckedRight right,
            @Nullable RightView there) {}

    /**
     * Looks for whoever has that number and was born on that day, who can read that they were found, and keeps what was typed
     * until it is read back and saved, for at most 24 hours. All of it in one transaction, or nothing.
     */
    Optional<Found> find(Typed typed, OpenedView view, SignedInUser user) {
        return transactions.run(() -> search.find(Workplace.of(user), typed.number(), typed.born())
                .map(chooser -> {
                    opened.chooserFound(chooser, user);
                    var right = new CheckedRight(
                                    Ids.next(), chooser.id(), typed.proof(), typed.seenOn(), typed.lastDay())
                            .within(view.person());
                    var there = relations.inTheWayOf(right, view.person()).orElse(null);
                    if (there == null) {
                        keep(right, view, user);
                    }
                    return new Found(chooser, right, there);
                }));
    }

    private void keep(CheckedRight right, OpenedView view, SignedInUser user) {
        drafts.keep(new ChooserDraft(
                right,
                view.person().id(),
                user.login(),
                Workplace.of(user),
                view.search(),
                clock.instant().plus(ChooserDraft.KEPT)));
    }

    /** @throws NotFound for anyone else's draft, an old one, and one that never was */
    ChooserDraft draft(UUID id, PersonId subject, SignedInUser user) {
        return drafts.find(id, subject, user.login(), Workplace.of(user)).orElseThrow(NotFound::new);
    }

    /** Whoever is to choose by it, written down as a look at them. */
    PersonView chooserOf(ChooserDraft draft) {
        var chooser = draft.right().proxy();
        return Objects.requireNonNull(opened.named(List.of(chooser)).get(chooser));
    }

    /** The right that a draft became; empty while it waits. */
    Optional<RightView> saved(ChooserDraft draft, PersonView subject) {
        return relations.rightsOver(subject, draft.practice()).stream()
                .filter(right -> right.id().equals(draft.right().id()))
                .findFirst();
    }

    /** What became of saving. */
    enum Saved {
        /** It is on record, by this press of the button or the one before. */
        RECORDED,
        /** They have such a right already: somebody was faster. */
        THERE,
        /** Something has changed since, and no rule allows it any more. */
        REFUSED
    }

    /**
     * Records the right of a draft, once, however often and however simultaneously it is asked to.
     *
     * @throws NotFound if there is no such draft of this user, or the person has left the practice
     */
    Saved save(UUID id, PersonId subject, SignedInUser user) {
        try {
            return transactions.run(() -> record(id, held(subject, user), user));
        } catch (RightRefused refused) {
            boolean byMe = transactions.run(() -> relations.knows(id, held(subject, user))); // by another press at once
            return byMe ? Saved.RECORDED : refused.there() ? Saved.THERE : Saved.REFUSED;
        } catch (DataIntegrityViolationException raced) { // the other one of two at once has been stored
            return transactions.run(() -> {
                var person = held(subject, user);
                var right = draft(id, subject, user).right();
                if (relations.knows(id, person)) {
                    return Saved.RECORDED;
                } else if (relations.inTheWayOf(right, person).isPresent()) {
                    return Saved.THERE;
                }
                throw raced;
            });
        }
    }

    private Saved record(UUID id, PersonView subject, SignedInUser user) {
        var draft = draft(id, subject.id(), user);
        if (!relations.knows(id, subject)) {
            relations.record(draft.right(), subject, user);
            if (draft.search() != null) {
                drafts.openedBy(opened.keepOpen(subject.id(), user), id);
            }
        }
        return Saved.RECORDED;
    }

    /**
     * A right that can be ended.
     *
     * @return empty for one that has ended
     * @throws NotFound if there is none with that id over this person
     */
    Optional<RightView> toEnd(UUID id, PersonView subject, SignedInUser user) {
        var right = relations.rightsOver(subject, Workplace.of(user)).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(NotFound::new);
        return right.holds() ? Optional.of(right) : Optional.empty();
    }

    /** The name of whoever has it, written down as a look at them. */
    String nameOf(RightView right) {
        return Objects.requireNonNull(opened.named(List.of(right.proxy())).get(right.proxy()))
                .fullName();
    }

    /** @return false if it had ended before */
    boolean end(UUID right, PersonId subject, RightEnd why, SignedInUser user) {
        return transactions.run(() -> relations.end(right, people.hold(subject).orElseThrow(NotFound::new), why, user));
    }

    /** Somebody registered at the practice of whoever acts, who moves nowhere until the transaction ends. */
    private PersonView held(PersonId subject, SignedInUser user) {
        return people.hold(subject)
                .filter(person ->
                        person.practice().filter(Workplace.of(user)::equals).isPresent())
                .orElseThrow(NotFound::new);
    }
}
