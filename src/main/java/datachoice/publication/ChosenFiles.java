package datachoice.publication;

import datachoice.core.SignedInUser;
import datachoice.publication.media.FileKind;
import datachoice.publication.media.FileRefused;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.web.multipart.MultipartFile;

/** What a form says about one file: sent with it now, or sent before and known by its number. */
@Service
@PreAuthorize("hasRole('CONTENT_EDITOR')")
class ChosenFiles {
    /** Of a file that nothing named, and that was deleted. */
    static final String GONE = "publishing.file.gone";

    private final PublishingManagement publishing;
    private final DraftFiles files;

    ChosenFiles(PublishingManagement publishing, DraftFiles files) {
        this.publishing = publishing;
        this.files = files;
    }

    /**
     * The file that is uploaded now; if there is none, or it is refused, the one that was there before. One that is no longer there
     * is an error: no film ends because its number means nothing any more.
     *
     * @param field of the upload; each thing that is wrong with the file becomes an error of it
     * @param before number of the file that was there, as the form has it
     * @return null for none
     */
    public @Nullable UUID file(
            String field,
            FileKind kind,
            @Nullable MultipartFile upload,
            @Nullable String before,
            Errors errors,
            SignedInUser user) {
        if (isChosen(upload)) {
            try {
                return files.keep(kind, upload, user).id();
            } catch (FileRefused refused) {
                refused.faults()
                        .forEach(fault -> errors.rejectValue(
                                field, refused.messageKey(fault), refused.messageArguments(fault), null));
            }
        }
        var id = DraftForm.file(before);
        boolean none = before == null || before.isEmpty();
        if (!none && publishing.file(id, kind).isEmpty() && !errors.hasFieldErrors(field)) {
            errors.rejectValue(field, GONE);
        }
        return id;
    }

    /** Whether one of them could not be kept for a reason of ours, a disk or a scanner, and not for what was sent. */
    static boolean failed(Errors errors) {
        return errors.getFieldErrors().stream().anyMatch(ChosenFiles::isOurs);
    }

    private static boolean isOurs(FieldError error) {
        var code = String.valueOf(error.getCode());
        return code.endsWith("." + FileRefused.Why.FAULT) || code.endsWith("." + FileRefused.Why.UNCHECKED);
    }

    private static boolean isChosen(@Nullable MultipartFile upload) {
        return upload != null
                && upload.getOriginalFilename() != null
                && !upload.getOriginalFilename().isEmpty();
    }
}
