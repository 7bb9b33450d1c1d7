package datachoice.person.register;

/** A practice's file was loaded, or could not be; nobody took it back. */
public record RegisterUploadEnded(UploadState as) {}
