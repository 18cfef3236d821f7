package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.RateLine;
import dev.remit.gateway.cli.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger export}. */
@Command(
        name = "export",
        description = {
            "Write entries as lines of JSON, in their order, up to the newest of now.",
            "That you asked is on record."
        },
        footer = {
            "  remit ledger export --since 24h --out today.jsonl --config DIR",
            "  remit ledger export --from 100000 --format otel --config DIR"
        })
final class ExportCommand extends AboutGateway {
    /** As the gateway names them. */
    enum Format {
        jsonl,
        otel
    }

    @Option(names = "--from", paramLabel = "N", defaultValue = "0", description = "The first entry; 0 unless said.")
    long from;

    @Option(names = "--to", paramLabel = "N", description = "The entry after the last; all that there are unless said.")
    @Nullable
    Long to;

    @Option(names = "--since", paramLabel = "TIME", description = "Not before: 24h (ago), 2026-11-21, or an instant.")
    @Nullable
    String since;

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "jsonl",
            description = "${COMPLETION-CANDIDATES}: plain, or OpenTelemetry log records (OTLP/JSON).")
    Format format = Format.jsonl;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write them, a new file; standard output unless said.")
    @Nullable
    Path out;

    @Option(names = "--with-subjects", description = "Write customers, cases and what callers said, too.")
    boolean subjects;

    ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        if (out == null) {
            write(terminal.out(), terminal.out()::flush);
            return ExitCode.OK;
        }
        try (WholeFile file = WholeFile.at(terminal.path(out))) {
            write(file.stream(), file::finish);
        }
        return ExitCode.OK;
    }

    /** What remains to be done when all is written. */
    private interface End {
        void finish() throws IOException;
    }

    private void write(OutputStream into, End end) throws IOException {
        long begin = System.nanoTime();
        RateLine progress = new RateLine(terminal, "entries");
        ObjectNode request = request("ledger.export")
                .put("format", format.name())
                .put("from", from)
                .put("with_subjects", subjects);
        optional(request, "since", Moment.of(since, "--since", Instant.now()));
        if (to != null) {
            request.put("to", to);
        }
        long written = 0;
        boolean more = true;
        while (more) {
            ObjectNode part = ask(request);
            into.write(part.path("lines").asString("").getBytes(StandardCharsets.UTF_8));
            written += part.path("count").asLong(0);
            long last = part.path("to").asLong(0);
            more = part.path("next").isIntegralNumber();
            long next = more ? part.path("next").asLong() : last;
            progress.show(written, written + (last - next), 0, Duration.ofNanos(System.nanoTime() - begin));
            // The end stays where it was at first: asking makes an entry, too.
            request.put("from", next).put("to", last).remove("since");
        }
        end.finish();
        progress.done(written + " entries were written. To go on later: --from "
                + request.path("to").asLong(0));
    }
}
