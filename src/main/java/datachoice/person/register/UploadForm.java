package datachoice.person.register;

import org.jspecify.annotations.NullUnmarked;
import org.springframework.validation.Errors;
import org.springframework.web.multipart.MultipartFile;

/**
 * The page on which a file is sent.
 *
 * @param file as the browser sends it
 * @param extent name of an {@link Extent}
 */
@NullUnmarked // filled by the browser
record UploadForm(MultipartFile file, String extent) {
    /** Whom a file names. */
    enum Extent {
        /** Everybody registered at the practice. */
        WHOLE,
        /** Some of them. */
        PART
    }

    static final UploadForm EMPTY = new UploadForm(null, null);

    void check(Errors errors) {
        if (file == null
                || file.getOriginalFilename() == null
                || file.getOriginalFilename().isEmpty()) {
            errors.rejectValue("file", "person.upload.file.none");
        }
        if (!Extent.WHOLE.name().equals(extent) && !Extent.PART.name().equals(extent)) {
            errors.rejectValue("extent", "person.upload.extent.none");
        }
    }

    boolean whole() {
        return Extent.WHOLE.name().equals(extent);
    }
}
