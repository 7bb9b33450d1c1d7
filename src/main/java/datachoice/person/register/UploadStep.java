package datachoice.person.register;

import datachoice.audit.Audited;
import org.jspecify.annotations.Nullable;

/** What somebody did with an upload, before it became anybody's register. */
record UploadStep(String action, @Nullable String detail) implements Audited {
    static UploadStep sent(boolean whole, long bytes) {
        return new UploadStep(
                "REGISTER_UPLOADED",
                bytes + " bytes, " + (whole ? "everybody registered" : "some of those registered"));
    }

    static UploadStep confirmed(UploadView upload) {
        return new UploadStep(
                "REGISTER_CONFIRMED", upload.good() + " rows to load, " + upload.left() + " people to leave");
    }

    static UploadStep dropped() {
        return new UploadStep("REGISTER_NOT_LOADED", null);
    }

    static UploadStep problemsExported(int rows) {
        return new UploadStep("REGISTER_PROBLEMS_EXPORTED", rows + " rows");
    }
}
