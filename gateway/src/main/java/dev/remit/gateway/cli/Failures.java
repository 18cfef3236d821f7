package dev.remit.gateway.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** What failed, in words: many exceptions of the platform carry a path alone, or nothing. */
public final class Failures {
    private Failures() {}

    public static String of(Exception problem) {
        String message = problem.getMessage();
        return switch (problem) {
            case NoSuchFileException missing -> "There is no " + missing.getFile() + ". Check the path.";
            case AccessDeniedException denied ->
                denied.getFile() + " may not be read or written. Run the command as the user that owns it.";
            case FileAlreadyExistsException there -> there.getFile() + " is there already. Choose another place.";
            case IOException io -> message == null ? "Reading or writing failed: " + io : message;
            default -> message == null ? "Something failed that should not: " + problem : message;
        };
    }

    /** With a full stop, where it has no end of its own. */
    public static String sentence(String text) {
        String stripped = text.strip();
        return stripped.endsWith(".") || stripped.endsWith("!") || stripped.endsWith("?") ? stripped : stripped + ".";
    }
}
