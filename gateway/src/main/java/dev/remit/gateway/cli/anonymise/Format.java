package dev.remit.gateway.cli.anonymise;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a table is written in a file. The output has the format of the input. */
enum Format {
    CSV {
        @Override
        Records open(Path file, List<String> columns) throws IOException {
            return new CsvRecords(file);
        }

        @Override
        List<String> columns(Path file, int most) throws IOException {
            try (Records records = new CsvRecords(file)) {
                return records.header();
            }
        }

        @Override
        void header(Writer to, List<String> names) throws IOException {
            row(to, names, names);
        }

        @Override
        void row(Writer to, List<String> names, List<String> cells) throws IOException {
            for (int i = 0; i < cells.size(); i++) {
                to.write(i == 0 ? "" : ",");
                // A line that is one empty cell could be taken for no record.
                to.write(cells.size() == 1 && cells.getFirst().isEmpty() ? "\"\"" : quoted(cells.get(i)));
            }
            to.write("\r\n");
        }
    },
    JSON_LINES {
        @Override
        Records open(Path file, List<String> columns) throws IOException {
            return new JsonRecords(file, columns);
        }

        @Override
        List<String> columns(Path file, int most) throws IOException {
            return JsonRecords.columns(file, most);
        }

        @Override
        void header(Writer to, List<String> names) {}

        @Override
        void row(Writer to, List<String> names, List<String> cells) throws IOException {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < cells.size(); i++) {
                row.put(names.get(i), cells.get(i));
            }
            to.write(row.toString());
            to.write("\n");
        }
    };

    /** By the file's name: {@code .jsonl} and {@code .ndjson} are JSON lines. */
    static Format of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? JSON_LINES : CSV;
    }

    /** @param columns that there may be, where the file does not name them */
    abstract Records open(Path file, List<String> columns) throws IOException;

    /** The columns of a file; where it does not name them, those of so many first records. */
    abstract List<String> columns(Path file, int most) throws IOException;

    abstract void header(Writer to, List<String> names) throws IOException;

    abstract void row(Writer to, List<String> names, List<String> cells) throws IOException;

    private static String quoted(String cell) {
        boolean bare =
                cell.chars().noneMatch(c -> c == ',' || c == ';' || c == '\t' || c == '"' || c == '\r' || c == '\n')
                        && cell.equals(cell.strip());
        return bare ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
