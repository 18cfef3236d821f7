package dev.remit.gateway.cli.anonymise;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values after RFC 4180, with a header, in UTF-8; lines end with CR LF or LF. Where the header has no
 * comma, but semicolons or tabs, as spreadsheets write in many countries, these separate. Strict: a quote inside a
 * cell that does not begin with one, text behind a closing quote, and a record of another width than the header are
 * errors, because a cell that slips into the next column would be treated as what it is not. Not thread-safe.
 */
final class CsvRecords implements Records {
    private static final int END = -1;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int LONGEST_HEADER = 1 << 16;

    private final BufferedReader reader;
    private final List<String> header;
    private final StringBuilder cell = new StringBuilder();
    private final int separator;
    private long line = 1;
    private int ahead;

    CsvRecords(Path file) throws IOException {
        reader = Files.newBufferedReader(file, StandardCharsets.UTF_8); // reports what is not UTF-8
        try {
            separator = separator();
            ahead = read();
            if (ahead == BYTE_ORDER_MARK) {
                ahead = read();
            }
            List<String> first = ahead == END ? null : record();
            if (first == null) {
                throw new Malformed(1, "The file is empty. It has to begin with the names of the columns");
            }
            header = checked(first);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** What separates, by the header's signs outside of quotes. */
    private int separator() throws IOException {
        reader.mark(LONGEST_HEADER);
        int semicolons = 0;
        int tabs = 0;
        boolean commas = false;
        boolean quoted = false;
        int c = read();
        for (int read = 1; read < LONGEST_HEADER && c != END && (quoted || (c != '\n' && c != '\r')); read++) {
            quoted ^= c == '"';
            commas |= !quoted && c == ',';
            semicolons += !quoted && c == ';' ? 1 : 0;
            tabs += !quoted && c == '\t' ? 1 : 0;
            c = read();
        }
        reader.reset();
        return commas || semicolons + tabs == 0 ? ',' : tabs > semicolons ? '\t' : ';';
    }

    private static List<String> checked(List<String> names) throws Malformed {
        if (names.stream().anyMatch(String::isBlank)) {
            throw new Malformed(1, "A column has no name. Give it one");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new Malformed(1, "Two columns have the same name. Rename one");
        }
        return List.copyOf(names);
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public @Nullable List<String> next() throws IOException {
        if (ahead == END) {
            return null;
        }
        long start = line;
        List<String> record = record();
        if (record.size() != header.size()) {
            throw new Malformed(
                    start,
                    "The record has " + record.size() + " cells, and the header " + header.size() + ". Correct it");
        }
        return record;
    }

    private List<String> record() throws IOException {
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(ahead == '"' ? quoted() : bare());
            if (ahead == separator) {
                ahead = read();
                continue;
            }
            switch (ahead) {
                case '\r' -> {
                    ahead = read();
                    if (ahead != '\n') {
                        throw new Malformed(line, "A carriage return stands alone. End lines with CR LF or LF");
                    }
                    endLine();
                    return cells;
                }
                case '\n' -> {
                    endLine();
                    return cells;
                }
                default -> {
                    return cells;
                }
            }
        }
    }

    private void endLine() throws IOException {
        line++;
        ahead = read();
    }

    private String bare() throws IOException {
        cell.setLength(0);
        while (ahead != separator && ahead != '\r' && ahead != '\n' && ahead != END) {
            if (ahead == '"') {
                throw new Malformed(
                        line,
                        "A quote stands inside a cell without quotes. Put the cell in quotes and"
                                + " double the ones inside");
            }
            append();
        }
        return cell.toString();
    }

    private String quoted() throws IOException {
        long start = line;
        cell.setLength(0);
        ahead = read();
        while (true) {
            if (ahead == END) {
                throw new Malformed(start, "A quote is opened here and never closed");
            }
            if (ahead == '"') {
                ahead = read();
                if (ahead != '"') {
                    break;
                }
            }
            line += ahead == '\n' ? 1 : 0;
            append();
        }
        if (ahead != separator && ahead != '\r' && ahead != '\n' && ahead != END) {
            throw new Malformed(line, "Text stands behind a closing quote. Double the quotes inside of cells");
        }
        return cell.toString();
    }

    private void append() throws IOException {
        if (cell.length() == LONGEST_CELL) {
            throw new Malformed(line, "A cell is longer than 1 MiB. Is a quote missing?");
        }
        cell.append((char) ahead);
        ahead = read();
    }

    private int read() throws IOException {
        try {
            return reader.read();
        } catch (CharacterCodingException e) {
            throw new Malformed(line, "This is not UTF-8, here or in the next lines. Convert the file");
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
