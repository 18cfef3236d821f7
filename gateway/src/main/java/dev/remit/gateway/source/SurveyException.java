package dev.remit.gateway.source;

/** A source could not be surveyed or read through. The message is for its operator, in sentences, and holds no value and no secret. */
public final class SurveyException extends Exception {
    private static final long serialVersionUID = 1L;

    SurveyException(String message) {
        super(message);
    }
}
