package dev.remit.gateway.cli.scan;

import dev.remit.gateway.cli.Printable;
import dev.remit.gateway.cli.Terminal;
import java.util.Locale;

/** A line for each finding, as compilers print them. */
final class TextReport implements Report {
    private final Terminal terminal;
    private final boolean values;

    /** @param values whether what was found is shown as it is */
    TextReport(Terminal terminal, boolean values) {
        this.terminal = terminal;
        this.values = values;
    }

    @Override
    public void found(String file, Spot spot) {
        String place = Printable.of(file) + ":" + spot.line() + ":" + spot.column() + ":";
        terminal.say(terminal.paint(Terminal.Colour.BOLD, place) + " "
                + spot.kind().label() + " (" + spot.kind().dataClass() + ", "
                + spot.tier().name().toLowerCase(Locale.ROOT) + ") "
                + Printable.of(values ? spot.text() : spot.masked())
                + terminal.paint(
                        Terminal.Colour.DIM, "  bytes " + spot.start() + "-" + spot.end() + ": " + spot.why()));
    }

    @Override
    public void end(Tally tally) {
        terminal.say(tally.summary());
    }
}
