package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Logs;
import dev.remit.gateway.cli.Printable;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import dev.remit.gateway.cli.Verb;
import dev.remit.gateway.record.DisclosedFacts;
import dev.remit.gateway.record.Disclosure;
import dev.remit.gateway.record.Leaf;
import dev.remit.ledger.note.Endorsement;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.VerifierKey;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.EntryBundle;
import dev.remit.ledger.tlog.ProofFile;
import dev.remit.ledger.tlog.TileSource;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.HashUnavailableException;
import dev.remit.ledger.witness.DirectoryTiles;
import dev.remit.ledger.witness.HttpTiles;
import dev.remit.ledger.witness.PublishedLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit ledger verify}: whether an entry is in a log, for somebody who trusts nobody but the key. */
@Command(
        name = "verify",
        description = {
            "Check that an entry is in a log, with nothing but the log's public key.",
            "Works without a gateway; reads only what is named here."
        },
        footer = {
            "  remit ledger verify --proof 4711.tlog-proof --key log.vkey",
            "  remit ledger verify --proof 4711.tlog-proof --key log.vkey --checkpoint https://log.example/ledger",
            "  remit ledger verify --proof 4711.tlog-proof --facts 4711.facts --key log.vkey",
            "  remit ledger verify --proof P --key K --witness w1.vkey --witness w2.vkey --quorum 1"
        })
final class VerifyCommand extends Verb {
    @Option(
            names = "--proof",
            paramLabel = "FILE",
            required = true,
            description = "The proof (C2SP tlog-proof), as `remit ledger prove` writes it.")
    Path proof = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "VKEY",
            required = true,
            description = "The log's verifier key, or a file that holds it.")
    String key = "";

    @Option(
            names = "--checkpoint",
            paramLabel = "URL|FILE",
            description = "Another checkpoint that must agree with the proof's: published now, or kept from earlier.")
    @Nullable
    String checkpoint;

    @Option(
            names = "--tiles",
            paramLabel = "URL|DIR",
            description = "Where the log's tiles are, when not beside that checkpoint.")
    @Nullable
    String tiles;

    @Option(
            names = "--entry",
            paramLabel = "FILE",
            description = "The entry, byte for byte; the one in the proof unless said.")
    @Nullable
    Path entry;

    @Option(
            names = "--facts",
            paramLabel = "FILE",
            description =
                    "Facts of the entry, as `remit ledger prove --facts` writes them: checks that the entry says so.")
    @Nullable
    Path facts;

    @Option(
            names = "--witness",
            paramLabel = "VKEY",
            description = "The verifier key of a witness that you trust, or a file with it; may be repeated.")
    List<String> witnesses = List.of();

    @Option(names = "--quorum", paramLabel = "N", description = "How many of them must have cosigned; all unless said.")
    @Nullable
    Integer quorum;

    @Option(
            names = "--origin",
            paramLabel = "TEXT",
            description = "The log's origin, when it is not the name in its key.")
    @Nullable
    String origin;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    VerifyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        Logs.quiet(terminal.err());
        if (tiles != null && checkpoint == null) {
            throw Trouble.usage(
                    "--tiles says where the tiles of a second checkpoint are. Name that one with --checkpoint.");
        }
        Examination examination = examination();
        String name = terminal.shown(proof);
        byte[] bytes = read(proof, ProofFile.MAX_BYTES, "a proof");
        return switch (ProofFile.parse(bytes)) {
            case Parsed.WellFormed<ProofFile>(ProofFile read) -> {
                byte[] content = content(read);
                List<Disclosure> shown;
                try {
                    shown = shown();
                } catch (IllegalArgumentException e) {
                    yield report(
                            new Finding.Unproven(
                                    Finding.Code.MALFORMED,
                                    "The file given with --facts is no file of facts: " + e.getMessage()
                                            + ". It may have been cut or altered on its way; fetch it again."),
                            content,
                            List.of());
                }
                Finding finding = checkpoint == null
                        ? examination.examine(name, read, content, Optional.empty())
                        : compared(examination, name, read, content, checkpoint);
                yield report(said(finding, content, shown), content, shown);
            }
            case Parsed.Malformed<ProofFile>(String finding) ->
                report(
                        new Finding.Unproven(
                                Finding.Code.MALFORMED,
                                name + ": " + finding + " It may have been cut or altered on its way; fetch it again."),
                        new byte[0],
                        List.of());
        };
    }

    /**
     * What the entry is said to say; nothing of it is proven yet.
     *
     * @throws IllegalArgumentException where the file holds no facts
     */
    private List<Disclosure> shown() throws IOException {
        return facts == null
                ? List.of()
                : DisclosedFacts.read(read(facts, DisclosedFacts.MAX_BYTES, "a file of facts"))
                        .facts();
    }

    /** An entry that is in the log, and says something else than was shown, proves nothing of what was shown. */
    private static Finding said(Finding finding, byte[] content, List<Disclosure> shown) {
        if (shown.isEmpty() || !(finding instanceof Finding.Proven)) {
            return finding;
        }
        Leaf leaf;
        try {
            leaf = Leaf.read(content);
        } catch (IllegalArgumentException e) {
            return new Finding.Unproven(
                    Finding.Code.NOT_SAID,
                    "The entry is in the log, and is none of a gateway, so it says none of these facts: "
                            + e.getMessage() + ". Check that entry and facts belong together.");
        }
        return new DisclosedFacts(shown)
                .check(leaf)
                .<Finding>map(fact -> new Finding.Unproven(
                        Finding.Code.NOT_SAID,
                        "The entry is in the log, and does not say what was shown to you of " + Printable.of(fact)
                                + ". Check that entry and facts belong together; if they do, the facts were altered."))
                .orElse(finding);
    }

    private Examination examination() throws IOException {
        VerifierKey log = Keys.log(terminal, "--key", key);
        List<VerifierKey> trusted = new ArrayList<>();
        for (String witness : witnesses) {
            trusted.add(Keys.witness(terminal, "--witness", witness));
        }
        int required = quorum == null
                ? (int) trusted.stream().map(VerifierKey::name).distinct().count()
                : quorum;
        try {
            return new Examination(origin == null ? log.name() : origin, log, trusted, required);
        } catch (IllegalArgumentException e) {
            throw Trouble.usage(
                    "These keys do not fit together: " + e.getMessage() + ". Check --witness and --quorum.");
        }
    }

    private byte[] content(ProofFile read) throws IOException {
        if (entry != null) {
            return read(entry, EntryBundle.MAX_ENTRY_BYTES, "an entry");
        }
        byte[] carried = read.extra();
        if (carried.length == 0) {
            throw Trouble.usage("The proof does not carry its entry. Give the entry with --entry FILE.");
        }
        return carried;
    }

    private byte[] read(Path given, int most, String what) throws IOException {
        Path file = terminal.path(given);
        if (Files.isDirectory(file)) {
            throw Trouble.usage(terminal.shown(file) + " is a directory. Name the file.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw Trouble.no(terminal.shown(file) + " is not " + what + ": it has more than " + most
                        + " bytes. Check which file was meant.");
            }
            return bytes;
        }
    }

    private Finding compared(Examination examination, String name, ProofFile read, byte[] content, String given)
            throws IOException {
        try (Source source = source(given);
                Source named = tiles == null ? Source.NONE : source(tiles)) {
            Optional<TileSource> usable = named.log().or(source::log).map(log -> log);
            byte[] found = source.checkpoint();
            return examination.examine(
                    name, read, content, Optional.of(new Examination.Other(source.name(), found, usable)));
        } catch (HashUnavailableException e) {
            throw Trouble.failed("The two checkpoints could not be compared. " + e.getMessage());
        }
    }

    /** Where a checkpoint comes from, and the log around it where there is one. */
    private record Source(String name, Optional<PublishedLog> log, Optional<Path> file, Runnable release)
            implements AutoCloseable {
        static final Source NONE = new Source("", Optional.empty(), Optional.empty(), () -> {});

        byte[] checkpoint() throws IOException {
            if (file.isPresent()) {
                try (InputStream in = Files.newInputStream(file.get())) {
                    return in.readNBytes(Note.MAX_BYTES + 1); // longer than allowed is found by who reads it
                }
            }
            return log.orElseThrow()
                    .checkpoint()
                    .orElseThrow(() -> Trouble.failed("There is no checkpoint at " + name + ". Check the address."));
        }

        @Override
        public void close() {
            release.run();
        }
    }

    private Source source(String given) {
        if (given.startsWith("http://") || given.startsWith("https://")) {
            try {
                HttpTiles log = HttpTiles.of(given);
                return new Source(log.place(), Optional.of(log), Optional.empty(), log::close);
            } catch (IllegalArgumentException e) {
                throw Trouble.usage(String.valueOf(e.getMessage()));
            }
        }
        Path path = terminal.path(Path.of(given));
        Path dir = Files.isDirectory(path)
                ? path
                : Optional.ofNullable(path.getParent()).orElse(path);
        Path file = Files.isDirectory(path) ? path.resolve("checkpoint") : path;
        Optional<PublishedLog> log =
                Files.isDirectory(dir.resolve("tile")) ? Optional.of(new DirectoryTiles(dir)) : Optional.empty();
        return new Source(terminal.shown(file), log, Optional.of(file), () -> {});
    }

    private int report(Finding finding, byte[] content, List<Disclosure> shown) {
        if (json) {
            terminal.json(object(finding, content, shown));
            return finding instanceof Finding.Proven ? ExitCode.OK : ExitCode.NO;
        }
        return switch (finding) {
            case Finding.Unproven unproven -> throw Trouble.no("Not proven. " + unproven.why());
            case Finding.Proven proven -> {
                explain(proven, content, shown);
                yield ExitCode.OK;
            }
        };
    }

    private void explain(Finding.Proven proven, byte[] content, List<Disclosure> shown) {
        Checkpoint head = proven.head();
        terminal.say(terminal.paint(Terminal.Colour.GREEN, "Proven:") + " entry " + proven.index() + " is in the log "
                + head.origin() + ".");
        terminal.say("  entry       " + content.length + " bytes, leaf hash " + Hash.ofLeaf(content)
                + (entry == null ? " (from the proof)" : ""));
        terminal.say("  tree        " + head.size() + " entries, signed with the log's key");
        proven.compared()
                .ifPresent(other -> terminal.say("  checkpoint  " + relation(proven.relation(), other.size())));
        if (witnesses.isEmpty()) {
            terminal.say("  witnesses   none asked for: the log could show others a different tree");
        }
        for (Endorsement.Cosigned one : proven.witnesses()) {
            terminal.say("  witness     " + one.key().name() + " cosigned at " + Instant.ofEpochSecond(one.time()));
        }
        for (Disclosure fact : shown) {
            terminal.say("  it says     " + Printable.of(fact.name()) + ": "
                    + Printable.of(fact.value().toString()));
        }
        terminal.say("So the entry was there, exactly as it is here, when the tree was signed. Whether what it says is"
                + " true, no proof can tell.");
    }

    private static String relation(Finding.Relation relation, long size) {
        return switch (relation) {
            case SAME -> "the same tree";
            case LATER -> size + " entries; it begins with the proof's tree, so nothing of that was removed or changed";
            case EARLIER -> size + " entries; the proof's tree begins with it, so nothing of it was removed or changed";
            case NONE -> "";
        };
    }

    private static ObjectNode object(Finding finding, byte[] content, List<Disclosure> shown) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        switch (finding) {
            case Finding.Unproven(Finding.Code code, String why) ->
                answer.put("proven", false)
                        .put("code", code.name().toLowerCase(Locale.ROOT))
                        .put("message", why);
            case Finding.Proven proven -> {
                answer.put("proven", true)
                        .put("log", proven.head().origin())
                        .put("entry", proven.index())
                        .put("leaf_hash", Hash.ofLeaf(content).toString());
                put(answer.putObject("tree"), proven.head());
                proven.compared()
                        .ifPresent(other -> put(
                                answer.putObject("checkpoint")
                                        .put(
                                                "relation",
                                                proven.relation().name().toLowerCase(Locale.ROOT)),
                                other));
                ArrayNode list = answer.putArray("witnesses");
                for (Endorsement.Cosigned one : proven.witnesses()) {
                    list.addObject()
                            .put("name", one.key().name())
                            .put("time", Instant.ofEpochSecond(one.time()).toString());
                }
                if (!shown.isEmpty()) {
                    ObjectNode facts = answer.putObject("facts");
                    for (Disclosure fact : shown) {
                        switch (fact.value()) {
                            case Long number -> facts.put(fact.name(), number);
                            case Boolean truth -> facts.put(fact.name(), truth);
                            case Object text -> facts.put(fact.name(), text.toString());
                        }
                    }
                }
            }
        }
        return answer;
    }

    private static void put(ObjectNode into, Checkpoint head) {
        into.put("size", head.size()).put("root", head.root().base64());
    }
}
