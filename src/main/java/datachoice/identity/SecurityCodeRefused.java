package datachoice.identity;

/** Somebody at work had the right password, and typed numbers that are not those of their e-mail, or too late. */
public record SecurityCodeRefused() {}
