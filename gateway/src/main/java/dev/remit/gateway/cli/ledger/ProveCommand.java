package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger prove}. */
@Command(
        name = "prove",
        description = {
            "Make a file that proves to an outsider that an entry is in the log (C2SP tlog-proof).",
            "That you asked is on record."
        },
        footer = "  remit ledger prove 4711 --out entry-4711.proof --config DIR")
final class ProveCommand extends AboutGateway {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=-]+");

    @Parameters(paramLabel = "ENTRY", description = "Its place in the log, or a correlation id.")
    String entry = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it; standard output unless said.")
    @Nullable
    Path out;

    ProveCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode answer = ask(request("ledger.prove").put("entry", entry.strip()));
        String proof = answer.path("proof").asString("");
        if (out == null) {
            terminal.out().print(proof);
            return ExitCode.OK;
        }
        Files.write(
                terminal.path(out),
                proof.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        String key = answer.path("verifier").asString("");
        terminal.remark("The proof is in " + terminal.shown(out) + ". Whoever has the log's key checks it with: remit"
                + " ledger verify --key " + (key.isEmpty() ? "VKEY" : quoted(key)) + " --proof "
                + quoted(terminal.shown(out)));
        return ExitCode.OK;
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
