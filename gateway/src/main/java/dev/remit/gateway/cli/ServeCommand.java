package dev.remit.gateway.cli;

import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code remit serve}: runs a gateway. */
@Command(
        name = "serve",
        description = {
            "Serve a configuration until SIGTERM or SIGINT.",
            "Changed files are served as soon as they are correct; SIGHUP reads them again at once."
        },
        footer = {"  remit serve --config /etc/remit", "  remit serve --config DIR --port 8080"})
final class ServeCommand extends Verb {
    @Option(names = "--config", paramLabel = "DIR", required = true, description = "The configuration folder.")
    Path config = Path.of("");

    @Option(names = "--port", paramLabel = "N", description = "Another port than remit.yaml says; 0 for a free one.")
    @Nullable
    Integer port;

    ServeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.serving(terminal.err());
        Folder folder = new Folder(terminal.path(config));
        Folder.Loaded.Accepted loaded = Running.load(terminal, folder);
        FindingsText.print(terminal, terminal.err(), loaded.findings());
        if (port != null) {
            loaded = onPort(loaded, port);
        }
        References references = new References(terminal.environment(), folder.path());
        try (Running running = Running.start(folder, loaded, references)) {
            terminal.say("remit: serving "
                    + FindingsText.count(loaded.contracts().workflows().size(), "workflow") + " on " + running.url()
                    + " (data: " + terminal.shown(loaded.settings().data()) + ")");
            running.awaitStop();
            terminal.remark("remit: stopping");
        }
        return ExitCode.OK;
    }

    /** The same on another port. */
    static Folder.Loaded.Accepted onPort(Folder.Loaded.Accepted loaded, int port) {
        if (port < 0 || port > 65_535) {
            throw Trouble.usage("There is no port " + port + ". Choose one from 0 to 65535.");
        }
        return loaded.with(loaded.settings().onPort(port));
    }
}
