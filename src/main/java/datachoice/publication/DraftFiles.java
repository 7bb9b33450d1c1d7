package datachoice.publication;

import datachoice.core.SignedInUser;
import datachoice.publication.MediaFiles.MediaFile;
import datachoice.publication.media.FileKind;
import datachoice.publication.media.FileRefused;
import datachoice.publication.media.MediaStore;
import java.util.Objects;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.web.multipart.MultipartFile;

/**
 * Takes in what editors send. No transaction is open meanwhile: a film may take a minute to be checked, and there are few
 * connections to the database.
 */
@Service
@PreAuthorize("hasRole('CONTENT_EDITOR')")
class DraftFiles {
    private final MediaFiles files;
    private final MediaStore store;

    DraftFiles(MediaFiles files, MediaStore store) {
        this.files = files;
        this.store = store;
    }

    /**
     * Checks a file and keeps it until a draft is saved with it, at least for a day.
     *
     * @throws FileRefused if it is not what it should be, would do harm, or cannot be checked or stored now
     */
    public MediaFile keep(FileKind kind, MultipartFile sent, SignedInUser user) {
        if (sent.getSize() > kind.largest()) {
            throw new FileRefused(kind, FileRefused.Why.TOO_LARGE);
        }
        if (files.waiting(user.login()) >= FileRefused.MOST_WAITING) { // the disk is everybody's
            throw new FileRefused(kind, FileRefused.Why.WAITING);
        }
        var kept = store.keep(
                kind,
                Objects.requireNonNullElse(sent.getOriginalFilename(), ""),
                place -> sent.transferTo(place.toFile())); // a rename, where the disk is the same
        try {
            files.add(kept, user.login());
        } catch (RuntimeException e) {
            store.forget(kept.id());
            throw e;
        }
        return files.any(kept.id()).orElseThrow();
    }
}
