package datachoice.portal.backup;

/** A backup could not be made, or not be restored. The message is one line for the person at the console. */
class BackupFailed extends Exception {
    private static final long serialVersionUID = 1;

    BackupFailed(String line) {
        super(line);
    }
}
