package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.AboutGateway;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger new-origin}. */
@Command(
        name = "new-origin",
        description = {
            "Let the log go on under another name and key, after it was restored from an older backup.",
            "It embeds the old log up to where both are known to agree. All live grants end. It is on record."
        },
        footer =
                "  remit ledger new-origin log.shop.example/remit-2 --published checkpoint --reason \"disk lost\" --config DIR")
final class NewOriginCommand extends AboutGateway {
    /** More than any checkpoint has, with a hundred cosignatures; and fits into what the gateway is asked with. */
    private static final int LONGEST = 32 << 10;

    @Parameters(paramLabel = "NAME", description = "A name that this log never had, such as log.shop.example/remit-2.")
    String name = "";

    @Option(
            names = "--published",
            paramLabel = "FILE",
            description = "A newer checkpoint of the old log that somebody kept: a witness, an auditor.")
    @Nullable
    Path published;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for the record.")
    String reason = "";

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    NewOriginCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode request =
                request("ledger.new-origin").put("name", name.strip()).put("reason", reason);
        if (published != null) {
            request.put("published", checkpoint(published));
        }
        ObjectNode answer = ask(request);
        if (json) {
            terminal.json(answer);
            return ExitCode.OK;
        }
        terminal.say("origin     " + answer.path("origin").asString(""));
        terminal.say("key        " + answer.path("verifier").asString(""));
        terminal.say("continues  " + answer.path("continues").asString("") + " up to "
                + answer.path("size").asLong(0) + " entries");
        terminal.say("grants     " + answer.path("grants_ended").asLong(0) + " ended");
        terminal.remark(
                "Give the key to the witnesses and to whoever verifies. Where remit.yaml has ledger.origin, put the new"
                        + " name there. Look through: remit agent list, remit account list; what was revoked after the backup is not"
                        + " revoked here.");
        return ExitCode.OK;
    }

    private String checkpoint(Path given) throws IOException {
        Path file = terminal.path(given);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST + 1);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (bytes.length > LONGEST || text.indexOf('\uFFFD') >= 0) {
            throw Trouble.usage(terminal.shown(file)
                    + " is no checkpoint. Name the file that a witness or an auditor kept," + " as it was published.");
        }
        return text;
    }
}
