package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger prove}. */
@Command(
        name = "prove",
        description = {
            "Make a file that proves to an outsider that an entry is in the log (C2SP tlog-proof).",
            "It shows nothing of what the entry says; with --facts, another file does, as far as you want it to.",
            "That you asked is on record."
        },
        footer = {
            "  remit ledger prove 4711 --out entry-4711.proof --config DIR",
            "  remit ledger prove 4711 --out 4711.proof --facts 4711.facts --show workflow,decision,reason"
        })
final class ProveCommand extends AboutGateway {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=-]+");

    @Parameters(paramLabel = "ENTRY", description = "Its place in the log, or a correlation id.")
    String entry = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it; standard output unless said.")
    @Nullable
    Path out;

    @Option(
            names = "--facts",
            paramLabel = "FILE",
            description = "Where to write what shows facts of the entry, and proves that it says so.")
    @Nullable
    Path facts;

    @Option(
            names = "--show",
            paramLabel = "NAME",
            split = ",",
            description = "With --facts, the facts to show, as `remit ledger show ENTRY --json` names them; all unless"
                    + " said, and then the customer is among them.")
    List<String> shown = List.of();

    ProveCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        if (facts == null && !shown.isEmpty()) {
            throw Trouble.usage("--show says what the file of --facts shows. Name that file too.");
        }
        ObjectNode answer = ask(request("ledger.prove").put("entry", entry.strip()));
        String proof = answer.path("proof").asString("");
        if (facts != null) {
            write(facts, disclosure());
        }
        if (out == null) {
            terminal.out().print(proof);
            return ExitCode.OK;
        }
        write(out, proof);
        String key = answer.path("verifier").asString("");
        terminal.remark("The proof is in " + terminal.shown(out) + ". Whoever has the log's key checks it with: remit"
                + " ledger verify --key " + (key.isEmpty() ? "VKEY" : quoted(key)) + " --proof "
                + quoted(terminal.shown(out))
                + (facts == null ? "" : " --facts " + quoted(terminal.shown(facts))));
        return ExitCode.OK;
    }

    private String disclosure() throws IOException {
        ObjectNode request = request("ledger.disclose").put("entry", entry.strip());
        if (!shown.isEmpty()) {
            ArrayNode names = request.putArray("facts");
            shown.forEach(name -> names.add(name.strip()));
        }
        return ask(request).path("disclosure").asString("");
    }

    private void write(Path file, String text) throws IOException {
        Files.write(
                terminal.path(file),
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
