package datachoice.person.register;

/** How far an upload is. */
public enum UploadState {
    /** Its file is here, and waits to be checked or is being checked. */
    WAITING,
    /** Every row was checked. Nothing changes until somebody says so. */
    CHECKED,
    /** Somebody who saw the report wants it loaded. */
    CONFIRMED,
    LOADED,
    /** The file cannot be read as a register. */
    REFUSED,
    /** The check or the load did not finish, and changed nothing. */
    FAILED,
    /** Not wanted any more: by whoever sent it, because a newer file came, or because a day went by. */
    DROPPED
}
