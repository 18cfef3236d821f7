package dev.remit.gateway.cli;

import dev.remit.gateway.Gateway;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import java.io.IOException;
import java.time.InstantSource;

/** A gateway that a command runs until it is told to stop. */
final class Running implements AutoCloseable {
    private final Gateway gateway;
    private final Signals signals;

    private Running(Gateway gateway) {
        this.gateway = gateway;
        // What became of it is logged, as it is where a file was changed.
        this.signals = Signals.listen(gateway::reload);
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

    static Running start(Folder folder, Folder.Loaded.Accepted loaded, References references) throws IOException {
        return new Running(Gateway.start(folder, loaded, references, InstantSource.system()));
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

    @Override
    public void close() {
        gateway.close();
    }
}
