package dev.remit.gateway.cli.scan;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** One JSON document, written while findings are found, so that no number of them fills the memory. */
final class JsonReport implements Report {
    private static final ObjectWriter WRITER = JsonMapper.shared().writer().with(new DefaultPrettyPrinter());

    private final PrintStream out;
    private final JsonGenerator json;
    private final boolean values;

    JsonReport(PrintStream out, boolean values) {
        this.out = out;
        this.values = values;
        json = WRITER.createGenerator(out);
        json.writeStartObject();
        json.writeArrayPropertyStart("findings");
    }

    @Override
    public void found(String file, Spot spot) {
        json.writeStartObject();
        json.writeStringProperty("file", file);
        json.writeNumberProperty("line", spot.line());
        json.writeNumberProperty("column", spot.column());
        json.writeNumberProperty("start", spot.start());
        json.writeNumberProperty("end", spot.end());
        json.writeStringProperty("kind", spot.kind().label());
        json.writeStringProperty("class", spot.kind().dataClass());
        json.writeStringProperty("tier", spot.tier().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("why", spot.why());
        json.writeStringProperty("masked", spot.masked());
        if (values) {
            json.writeStringProperty("value", spot.text());
        }
        json.writeEndObject();
    }

    @Override
    public void end(Tally tally) {
        json.writeEndArray();
        json.writeNumberProperty("found", tally.findings());
        json.writeObjectPropertyStart("kinds");
        tally.kinds().forEach(json::writeNumberProperty);
        json.writeEndObject();
        json.writeNumberProperty("found_in_copies", tally.more());
        json.writeNumberProperty("files", tally.files());
        json.writeNumberProperty("bytes", tally.bytes());
        left("doubtful", tally.doubtful());
        left("skipped", tally.skipped());
        left("failed", tally.failed());
        json.writeEndObject();
        json.flush();
        out.println();
    }

    private void left(String name, List<Tally.Left> files) {
        json.writeArrayPropertyStart(name);
        for (Tally.Left file : files) {
            json.writeStartObject();
            json.writeStringProperty("file", file.file());
            json.writeStringProperty("why", file.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
