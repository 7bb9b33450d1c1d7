package datachoice.person.register;

/** No such upload, or its rows are gone: they are kept for a day, and a crash of the database empties them. */
public class UploadUnknown extends RuntimeException {
    UploadUnknown() {
        super("upload the file again");
    }
}
