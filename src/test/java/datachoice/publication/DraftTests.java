package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.publication.Draft.ApproverNotAsked;
import datachoice.publication.Draft.ApproverWrote;
import datachoice.publication.Draft.DraftApproved;
import datachoice.publication.Draft.DraftMovedOn;
import datachoice.publication.Draft.DraftNotSubmitted;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DraftTests {
    private static final UUID ED = UUID.randomUUID();
    private static final UUID EVE = UUID.randomUUID();
    private static final UUID APPROVER = UUID.randomUUID();
    private static final UUID APPROVAL = UUID.randomUUID();
    private static final Instant LATER = Instant.parse("2026-03-13T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-12T10:00:00Z");

    private final Draft draft = new Draft("privacy", 0, saying("one"), ED, NOW);

    @Test
    void becomesTheNextVersionWhenASecondPersonAgrees() {
        draft.submit(1, ED, null, NOW);
        var version = draft.approve(1, APPROVER, 3, true);
        assertThat(version.n()).isEqualTo(4);
        assertThat(version.content()).isEqualTo(saying("one"));
        assertThat(version.alone()).isFalse();
    }

    @Test
    void isNotApprovedByAnybodyWhoEverChangedIt() {
        draft.edit(1, saying("two"), EVE, NOW);
        draft.submit(2, EVE, null, NOW);
        assertThatThrownBy(() -> draft.approve(2, ED, 0, true)).isInstanceOf(ApproverWrote.class);
        assertThatThrownBy(() -> draft.approve(2, EVE, 0, true)).isInstanceOf(ApproverWrote.class);
    }

    @Test
    void saysSoWhenOnePersonDidBoth() {
        draft.submit(1, ED, null, NOW);
        assertThat(draft.approve(1, ED, 0, false).alone()).isTrue();
        assertThat(draft.approve(1, APPROVER, 0, false).alone()).isFalse();
    }

    @Test
    void isNotApprovedBeforeItIsHandedOver() {
        assertThatThrownBy(() -> draft.approve(1, APPROVER, 0, true)).isInstanceOf(DraftNotSubmitted.class);
        assertThatThrownBy(() -> draft.sendBack(1, "no")).isInstanceOf(DraftNotSubmitted.class);
    }

    @Test
    void isHandedOverAgainAfterEachChange() {
        draft.submit(1, ED, null, NOW);
        draft.edit(1, saying("two"), EVE, NOW);
        assertThat(draft.isSubmitted()).isFalse();
    }

    @Test
    void refusesWhoeverSawAnOlderRevision() {
        draft.edit(1, saying("two"), EVE, NOW);
        assertThatThrownBy(() -> draft.edit(1, saying("mine"), ED, NOW)).isInstanceOf(DraftMovedOn.class);
        assertThatThrownBy(() -> draft.submit(1, ED, null, NOW)).isInstanceOf(DraftMovedOn.class);
        draft.submit(2, EVE, null, NOW);
        assertThatThrownBy(() -> draft.approve(1, APPROVER, 0, true)).isInstanceOf(DraftMovedOn.class);
        assertThat(draft.content()).isEqualTo(saying("two"));
    }

    @Test
    void goesBackWithAReasonUntilItIsChanged() {
        draft.submit(1, ED, null, NOW);
        draft.sendBack(1, "Say who pays");
        assertThat(draft.isSubmitted()).isFalse();
        assertThat(draft.returnedBecause()).isEqualTo("Say who pays");
        draft.edit(1, saying("two"), ED, NOW);
        assertThat(draft.returnedBecause())
                .as("one of three things may be done")
                .isEqualTo("Say who pays");
        assertThat(draft.state()).isEqualTo(DraftState.SENT_BACK);
        draft.submit(2, ED, null, NOW);
        assertThat(draft.state()).isEqualTo(DraftState.SUBMITTED);
        assertThat(draft.returnedBecause()).as("whoever reads it next knows").isEqualTo("Say who pays");
    }

    @Test
    void endsNoDecisionThatNobodySaw() {
        draft.refuseUnseen("");
        var shown = draft.decided();
        draft.submit(1, ED, null, NOW);
        assertThatThrownBy(() -> draft.refuseUnseen(shown)).isInstanceOf(DraftMovedOn.class);
        var submitted = draft.decided();
        draft.approveFor(LATER, 1, APPROVER, NOW, APPROVAL, true);
        assertThatThrownBy(() -> draft.refuseUnseen(submitted)).isInstanceOf(DraftMovedOn.class);
        assertThatThrownBy(() -> draft.refuseUnseen("")).isInstanceOf(DraftMovedOn.class);
        draft.refuseUnseen(draft.decided());
    }

    @Test
    void waitsForItsTimeUntilAnythingIsDecidedAgain() {
        draft.submit(1, ED, null, NOW);
        draft.approveFor(LATER, 1, APPROVER, NOW, APPROVAL, true);
        assertThat(draft.state()).isEqualTo(DraftState.SCHEDULED);
        assertThatThrownBy(() -> draft.submit(1, ED, null, NOW)).isInstanceOf(DraftApproved.class);
        assertThatThrownBy(() -> draft.sendBack(1, "no")).isInstanceOf(DraftApproved.class);
        assertThatThrownBy(() -> draft.approve(1, APPROVER, 0, true)).isInstanceOf(DraftApproved.class);
        var version = draft.goLive(4);
        assertThat(version.n()).isEqualTo(5);
        assertThat(version.alone()).isFalse();

        assertThatThrownBy(() -> draft.cancel(UUID.randomUUID())).isInstanceOf(DraftMovedOn.class);
        draft.cancel(APPROVAL);
        assertThat(draft.state()).isEqualTo(DraftState.SUBMITTED);
        assertThatThrownBy(() -> draft.cancel(APPROVAL)).isInstanceOf(DraftMovedOn.class);
    }

    @Test
    void waitsForItsTimeNoMoreOnceItIsChanged() {
        draft.submit(1, ED, null, NOW);
        draft.approveFor(LATER, 1, APPROVER, NOW, APPROVAL, true);
        draft.edit(1, saying("two"), EVE, NOW);
        assertThat(draft.state()).isEqualTo(DraftState.DRAFT);
        assertThat(draft.approval()).isNull();
        assertThat(draft.goesLiveAt()).isNull();
    }

    @Test
    void isNotApprovedForLaterByWhoWroteIt() {
        draft.submit(1, ED, null, NOW);
        assertThatThrownBy(() -> draft.approveFor(LATER, 1, ED, NOW, APPROVAL, true))
                .isInstanceOf(ApproverWrote.class);
        draft.approveFor(LATER, 1, ED, NOW, APPROVAL, false);
        assertThat(draft.goLive(0).alone()).isTrue();
    }

    @Test
    void isApprovedByNobodyButWhoWasAsked() {
        draft.submit(1, ED, APPROVER, NOW);
        assertThatThrownBy(() -> draft.approve(1, EVE, 0, true)).isInstanceOf(ApproverNotAsked.class);
        assertThatThrownBy(() -> draft.approveFor(LATER, 1, EVE, NOW, APPROVAL, true))
                .isInstanceOf(ApproverNotAsked.class);
        assertThat(draft.approve(1, APPROVER, 0, true).n()).isEqualTo(1);
        draft.submit(1, ED, null, NOW);
        assertThat(draft.approve(1, EVE, 0, true).n()).isEqualTo(1);
    }

    @Test
    void publishesNoLeftoversOfAFilm() {
        var odd = with(new Film(null, null, "a picture of nothing", null, "words", null, null, null, null, null));
        assertThat(odd.settled()).isEqualTo(with(null));
        var film = with(new Film(
                UUID.randomUUID(), UUID.randomUUID(), " ", UUID.randomUUID(), "words", null, null, null, null, null));
        assertThat(film.hasFilm()).isTrue();
        assertThat(film.settled()).isEqualTo(film);
    }

    private static Content with(@Nullable Film film) {
        return new Content("t", "s", "b", film, null, null, null, null, null, null, null, "w");
    }

    private static Content saying(String body) {
        return Content.text("Title", "Summary", body, "What changed");
    }
}
