package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Logs;
import dev.remit.gateway.cli.RateLine;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import dev.remit.gateway.cli.Verb;
import dev.remit.gateway.publish.IdentityException;
import dev.remit.gateway.publish.LogIdentity;
import dev.remit.gateway.record.RecordCheck;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.log.Finding;
import dev.remit.ledger.log.Fsck;
import dev.remit.ledger.log.LogException;
import dev.remit.ledger.note.VerifierKey;
import dev.remit.ledger.tlog.TrustedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger fsck}: whether the files of a log are what they should be. */
@Command(
        name = "fsck",
        description = {
            "Read all files of a log, compute everything anew, and say what is wrong.",
            "Changes nothing. For a log that no gateway has open; a copy of the whole directory will do.",
            "The key of a gateway's own log is known from log.json beside it."
        },
        footer = {"  remit ledger fsck /var/lib/remit/data/log", "  remit ledger fsck DIR --key log.vkey --json"})
final class FsckCommand extends Verb {
    /** More than this is not printed as JSON: who has so many findings needs a backup, not a list. */
    private static final int MOST_LISTED = 10_000;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    @Parameters(paramLabel = "DIR", description = "The log: where checkpoint and tile/ are.")
    Path folder = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description = "The log's verifier key, or a file with it: checks also who signed the checkpoint.")
    @Nullable
    String key;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    private final RateLine progress;
    private final long began = System.nanoTime();
    private Duration nextLook = BETWEEN_LOOKS;

    FsckCommand(Terminal terminal) {
        super(terminal);
        this.progress = new RateLine(terminal, "entries");
    }

    @Override
    public Integer call() throws IOException {
        Logs.quiet(terminal.err());
        Path dir = terminal.path(folder);
        if (!Files.isDirectory(dir)) {
            throw Trouble.failed("There is no directory " + terminal.shown(dir) + ". Check the path.");
        }
        if (!Files.isDirectory(dir.resolve("tile")) && !Files.exists(dir.resolve("snapshot"))) {
            throw Trouble.failed("There is no log in " + terminal.shown(dir)
                    + ". Name the directory that has tile/ in it; a gateway's is data/log.");
        }
        if (!Files.exists(dir.resolve("snapshot")) && !Files.isDirectory(dir.resolve("sidecar"))) {
            throw Trouble.failed(terminal.shown(dir) + " is what a log publishes, and not the log: there is neither a"
                    + " snapshot nor a sealed part. Check entries of it with remit ledger verify --checkpoint "
                    + terminal.shown(dir) + ".");
        }
        Path parent = dir.getParent();
        boolean own = parent != null && Files.exists(parent.resolve("keys.db"));
        // Of a gateway's own log every leaf says what its sidecar is; of a copy, those that are recognised.
        Fsck fsck = Fsck.of(dir, FileLayer.system())
                .checking(own ? new RecordCheck() : RecordCheck.ofRecords())
                .showing(this::show);
        VerifierKey log = key != null ? Keys.log(terminal, "--key", key) : parent == null ? null : known(parent);
        if (log != null) {
            fsck = fsck.trusting(TrustedLog.of(log.name(), log));
        }
        List<Finding> listed = new ArrayList<>();
        Fsck.Report report = run(fsck, json ? finding -> list(listed, finding) : this::print);
        progress.clear();
        if (json) {
            terminal.json(object(report, listed).put("signature", log == null ? "not checked" : "checked"));
        } else {
            terminal.say(report.size() + " entries, " + report.erased() + " of them without their sealed part, "
                    + (report.findings() == 0 ? "and all is as it should be." : report.findings() + " findings."));
            if (log == null) {
                terminal.say("Who signed the checkpoint was not checked: give the log's key with --key.");
            }
        }
        return report.findings() == 0 ? ExitCode.OK : ExitCode.NO;
    }

    /** The key that a gateway signs with; null where no gateway keeps one beside the log. */
    private static @Nullable VerifierKey known(Path data) throws IOException {
        Path file = data.resolve(LogIdentity.FILE);
        try {
            return Files.exists(file) ? LogIdentity.verifier(file) : null;
        } catch (IdentityException e) {
            throw Trouble.failed(String.valueOf(e.getMessage()));
        }
    }

    private static Fsck.Report run(Fsck fsck, Consumer<Finding> findings) {
        try {
            return fsck.run(findings);
        } catch (LogException e) {
            throw Trouble.failed(String.valueOf(e.getMessage()));
        }
    }

    private static void list(List<Finding> listed, Finding finding) {
        if (listed.size() < MOST_LISTED) {
            listed.add(finding);
        }
    }

    private void show(long done, long all) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (took.compareTo(nextLook) >= 0) {
            progress.show(done, all, 0, took);
            nextLook = took.plus(BETWEEN_LOOKS);
        }
    }

    private void print(Finding finding) {
        progress.clear();
        terminal.say(finding.file() + ": " + terminal.paint(Terminal.Colour.RED, "error") + " "
                + finding.entries().map(span -> span + ": ").orElse("") + finding.what());
        terminal.say("  hint: " + finding.remedy());
    }

    private static ObjectNode object(Fsck.Report report, List<Finding> listed) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("entries", report.size())
                .put("erased", report.erased())
                .put("errors", report.findings());
        ArrayNode list = answer.putArray("findings");
        for (Finding finding : listed) {
            ObjectNode one = list.addObject().put("file", finding.file());
            finding.entries().ifPresent(span -> one.put("from", span.from()).put("to", span.to()));
            one.put("message", finding.what()).put("hint", finding.remedy());
        }
        return answer;
    }
}
