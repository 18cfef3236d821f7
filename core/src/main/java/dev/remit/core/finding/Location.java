package dev.remit.core.finding;

/**
 * A place in a text that a person wrote.
 *
 * @param file the file's name as the person knows it
 * @param line 1-based; 0 where the finding is about the whole file
 * @param column 1-based, in code points; 0 where the finding is about the whole file
 */
public record Location(String file, int line, int column) {
    /** The whole of a file. */
    public static Location of(String file) {
        return new Location(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
