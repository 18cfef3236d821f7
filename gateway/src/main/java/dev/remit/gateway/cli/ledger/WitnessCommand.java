package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Logs;
import dev.remit.gateway.cli.Signals;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.TimeSpan;
import dev.remit.gateway.cli.Trouble;
import dev.remit.gateway.cli.Verb;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.tlog.TrustedLog;
import dev.remit.ledger.witness.DirectoryTiles;
import dev.remit.ledger.witness.Follower;
import dev.remit.ledger.witness.HttpTiles;
import dev.remit.ledger.witness.Witness;
import dev.remit.ledger.witness.WitnessServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code remit ledger witness}: somebody else's eye on a log. */
@Command(
        name = "witness",
        description = {
            "Watch logs, and cosign their checkpoints as long as they only grow.",
            "Run it where the log's operator has no hand in it. It needs no gateway."
        },
        footer = {
            "  remit ledger witness --new-key witness.example.com/1 --key witness.key > witness.vkey",
            "  remit ledger witness --log log.vkey --key witness.key --state DIR",
            "  remit ledger witness --log log.vkey --key witness.key --state DIR --follow https://log.example/ledger"
        })
final class WitnessCommand extends Verb {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "The file with the witness's private key.")
    Path key = Path.of("");

    @Option(
            names = "--new-key",
            paramLabel = "NAME",
            description = "Only make that file, under this name, and print the verifier key that others need.")
    @Nullable
    String newKey;

    @Option(
            names = "--log",
            paramLabel = "VKEY",
            description = "The verifier key of a log to watch, or a file with it; may be repeated.")
    List<String> logs = List.of();

    @Option(names = "--state", paramLabel = "DIR", description = "Where it keeps what it cosigned; its own for good.")
    @Nullable
    Path state;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7071",
            description = "Where logs ask it; ${DEFAULT-VALUE} unless said.")
    String listen = "127.0.0.1:7071";

    @Option(
            names = "--follow",
            paramLabel = "URL|DIR",
            description = "Read this log by itself too, whether it asks or not; may be repeated.")
    List<String> follow = List.of();

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            defaultValue = "10s",
            description = "How often it reads what it follows; ${DEFAULT-VALUE} unless said.")
    Duration every = Duration.ofSeconds(10);

    WitnessCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.quiet(terminal.err());
        if (newKey != null) {
            return make(newKey);
        }
        if (logs.isEmpty() || state == null) {
            throw Trouble.usage("A witness needs --log VKEY and --state DIR; --new-key NAME makes a key.");
        }
        if (every.isZero()) {
            throw Trouble.usage("It cannot read what it follows without a pause. Give --every at least 1s.");
        }
        InetSocketAddress address = address();
        SigningKey signing = WitnessKeyFile.read(terminal.path(key), terminal.shown(key));
        List<TrustedLog> watched = watched();
        List<Following> followed = new ArrayList<>();
        Signals signals = Signals.listen();
        try (Witness witness = open(terminal.path(state), signing, watched);
                WitnessServer server = WitnessServer.start(witness, address, terminal::remark)) {
            greet(witness, server, watched);
            try {
                for (String log : follow) {
                    followed.add(following(witness, log));
                }
                signals.await();
                terminal.remark("remit: stopping");
            } finally {
                followed.forEach(Following::close);
            }
        }
        return ExitCode.OK;
    }

    private int make(String name) throws IOException {
        SigningKey made = WitnessKeyFile.create(terminal.path(key), name, new SecureRandom());
        terminal.say(made.verifier().encode());
        terminal.remark("This is the verifier key of the witness, for everybody. The private key is in "
                + terminal.shown(key) + ": keep it, and use it with one --state directory only.");
        return ExitCode.OK;
    }

    private InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        String host = colon < 0 ? "" : listen.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
        String port = listen.substring(colon + 1);
        if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw Trouble.usage("'" + listen + "' is no address to listen on. Write it like 127.0.0.1:7071.");
        }
        InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw Trouble.usage("There is no host '" + host + "'. Listen on an address of this machine.");
        }
        return address;
    }

    private List<TrustedLog> watched() throws IOException {
        List<TrustedLog> watched = new ArrayList<>();
        for (String log : logs) {
            var verifier = Keys.log(terminal, "--log", log);
            watched.add(TrustedLog.of(verifier.name(), verifier));
        }
        return watched;
    }

    private static Witness open(Path dir, SigningKey signing, List<TrustedLog> watched) throws IOException {
        try {
            return Witness.open(dir, FileLayer.system(), signing, watched, InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw Trouble.usage("These keys do not fit together: " + e.getMessage() + ". Check --log and --key.");
        }
    }

    private Following following(Witness witness, String log) {
        if (!log.startsWith("http://") && !log.startsWith("https://")) {
            Follower follower = new Follower(witness, new DirectoryTiles(terminal.path(Path.of(log))));
            return Following.start(follower, every, terminal::remark, () -> {});
        }
        try {
            HttpTiles tiles = HttpTiles.of(log);
            return Following.start(new Follower(witness, tiles), every, terminal::remark, tiles::close);
        } catch (IllegalArgumentException e) {
            throw Trouble.usage(String.valueOf(e.getMessage()));
        }
    }

    private void greet(Witness witness, WitnessServer server, List<TrustedLog> watched) {
        InetSocketAddress at = server.address();
        InetAddress host = at.getAddress();
        String shown = host.getHostAddress().contains(":") ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
        terminal.say("remit: witness " + witness.key().name() + " on http://" + shown + ":" + at.getPort());
        terminal.say("  verifier key  " + witness.key());
        for (TrustedLog log : watched) {
            long size = witness.size(log.origin());
            terminal.say("  watches       " + log.origin()
                    + (size == 0 ? ", of which it has cosigned nothing" : ", cosigned up to " + size + " entries"));
        }
        if (!host.isLoopbackAddress()) {
            terminal.remark("remit: it listens beyond this machine without TLS. Put a proxy in front that has TLS and"
                    + " limits how often a client may call.");
        }
    }
}
