package dev.remit.gateway.cli;

import dev.remit.core.finding.Finding;
import dev.remit.gateway.Gateway;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** A gateway that a command runs until it is told to stop. */
final class Running implements AutoCloseable {
    private final Terminal terminal;
    private final Gateway gateway;
    private final Signals signals;

    private Running(Terminal terminal, Gateway gateway) {
        this.terminal = terminal;
        this.gateway = gateway;
        this.signals = Signals.listen(this::reload);
    }

    /** What a folder holds, if it may serve; else its findings are printed. */
    static Folder.Loaded.Accepted load(Terminal terminal, Folder folder) {
        return switch (folder.load()) {
            case Folder.Loaded.Accepted accepted -> accepted;
            case Folder.Loaded.Rejected rejected -> {
                FindingsText.print(terminal, terminal.err(), rejected.findings());
                throw Trouble.no("The configuration may not serve: " + FindingsText.summary(rejected.findings())
                        + ". Correct them, then start again.");
            }
        };
    }

    static Running start(Terminal terminal, Folder folder, Folder.Loaded.Accepted loaded, References references)
            throws IOException {
        return new Running(terminal, Gateway.start(folder, loaded, references, InstantSource.system()));
    }

    Gateway gateway() {
        return gateway;
    }

    /** Where it is reached. */
    String url() {
        String host = gateway.settings().host();
        return (gateway.settings().tls() == null ? "http://" : "https://")
                + (host.contains(":") ? "[" + host + "]" : host) + ":" + gateway.port();
    }

    void awaitStop() throws InterruptedException {
        signals.await();
    }

    private void reload() {
        List<Finding> errors = gateway.reload();
        FindingsText.print(terminal, terminal.err(), errors);
        terminal.remark(
                errors.isEmpty()
                        ? "remit: the configuration is read again."
                        : "remit: the new configuration is refused; the old one goes on serving.");
    }

    @Override
    public void close() {
        gateway.close();
    }
}
