package dev.remit.gateway.cli.anonymise;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON lines: on each line an object of texts, numbers, booleans and nulls, in UTF-8. A cell is the value's text; null
 * and what is not there are the empty one. Not thread-safe.
 */
final class JsonRecords implements Records {
    private static final int LONGEST_LINE = 16 * LONGEST_CELL;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final BufferedReader reader;
    private final List<String> header;
    private final StringBuilder text = new StringBuilder();
    private long line;

    /** @param header all columns that there may be */
    JsonRecords(Path file, List<String> header) throws IOException {
        reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        this.header = List.copyOf(header);
    }

    /** The columns of a file's first lines, in the order in which they occur. */
    static List<String> columns(Path file, int lines) throws IOException {
        SequencedSet<String> names = new LinkedHashSet<>();
        try (JsonRecords records = new JsonRecords(file, List.of())) {
            for (int i = 0; i < lines && records.line(); i++) {
                names.addAll(records.object().keySet());
            }
        }
        return List.copyOf(names);
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public @Nullable List<String> next() throws IOException {
        if (!line()) {
            return null;
        }
        Map<String, String> object = object();
        String[] cells = new String[header.size()];
        Arrays.setAll(cells, i -> {
            String cell = object.remove(header.get(i));
            return cell == null ? "" : cell;
        });
        if (!object.isEmpty()) {
            throw new Malformed(
                    line,
                    "The object has the key '" + object.keySet().iterator().next()
                            + "', which is no column of the plan. Name it under columns");
        }
        return List.of(cells);
    }

    /** Reads the next line that is not blank. */
    private boolean line() throws IOException {
        try {
            do {
                text.setLength(0);
                line++;
                int c = reader.read();
                if (c < 0) {
                    return false;
                }
                for (; c >= 0 && c != '\n'; c = reader.read()) {
                    if (text.length() == LONGEST_LINE) {
                        throw new Malformed(line, "The line is longer than 16 MiB");
                    }
                    text.append((char) c);
                }
            } while (text.toString().isBlank());
            return true;
        } catch (CharacterCodingException e) {
            throw new Malformed(line, "This is not UTF-8, here or in the next lines. Convert the file");
        }
    }

    private Map<String, String> object() throws IOException {
        Map<String, String> object = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text.toString())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed(line, "Each line has to be a JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isStructStart()) {
                    throw new Malformed(line, "The value of '" + name + "' is an object or a list. Flatten it");
                }
                object.put(name, value == JsonToken.VALUE_NULL ? "" : parser.getString());
            }
            if (parser.nextToken() != null) {
                throw new Malformed(line, "Something stands behind the object");
            }
        } catch (JacksonException e) {
            throw new Malformed(line, "This is not JSON, or a key stands twice");
        }
        return object;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
