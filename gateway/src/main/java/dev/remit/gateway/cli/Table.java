package dev.remit.gateway.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns, as wide as their widest cell; the last one as wide as it likes. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        this.heads = List.of(heads);
    }

    /** @param cells as many as there are heads */
    public void row(String... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException(cells.length + " cells, and " + heads.size() + " heads");
        }
        rows.add(List.of(cells));
    }

    /** The lines, without white space at their ends. */
    public List<String> lines(Terminal terminal) {
        int[] widths = new int[heads.size()];
        measure(heads, widths);
        rows.forEach(row -> measure(row, widths));
        List<String> lines = new ArrayList<>();
        lines.add(terminal.paint(Terminal.Colour.BOLD, line(heads, widths)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private static void measure(List<String> cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], width(cells.get(i)));
        }
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i))
                    .append(" ".repeat(widths[i] - width(cells.get(i))))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
