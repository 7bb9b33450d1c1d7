package datachoice.publication;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page of an item on the desk, also where something could not be done with it. */
@Component
@PreAuthorize("hasAnyRole('CONTENT_EDITOR', 'CONTENT_APPROVER')")
class ItemPages {
    private final PublishingManagement publishing;
    private final Corrections corrections;

    ItemPages(PublishingManagement publishing, Corrections corrections) {
        this.publishing = publishing;
        this.corrections = corrections;
    }

    /** With whom the draft can be handed to, and the corrections that wait. */
    String show(ItemPage item, Model model) {
        model.addAttribute("item", item);
        model.addAttribute("approvers", publishing.approvers(item.slug()));
        model.addAttribute("corrections", corrections.of(item.slug()));
        return "publication/item";
    }
}
