package datachoice.person.register;

/** The practice has an upload that the portal is working on. One at a time: the second would be compared with what the first changes. */
class UploadInWork extends RuntimeException {
    private static final long serialVersionUID = 1;

    UploadInWork() {
        super("another file of this practice is in work", null, false, false);
    }
}
