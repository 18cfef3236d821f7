package dev.remit.gateway.publish;

import dev.remit.gateway.key.Aead;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.VerifierKey;
import dev.remit.ledger.tlog.Checkpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Under which name and key a log signs its checkpoints, and which logs it continues.
 *
 * <p>A name signs one history. When a log was restored from a backup that is older than what it had published, going on
 * under the old name would sign a second one: a fork. So it goes on under a new name and a new key, over the same entries,
 * and every checkpoint says in an extension line (C2SP tlog-checkpoint) which checkpoint of which log it embeds:
 *
 * <pre>continues &lt;origin&gt; &lt;size&gt; &lt;root hash in Base64&gt;</pre>
 *
 * <p>Kept in one file that is replaced as a whole. The private key in it is sealed; the rest may be read. Immutable.
 */
public final class LogIdentity {
    /** How the file is called, in the data directory. */
    public static final String FILE = "log.json";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ALGORITHM = "Ed25519";

    /** No name of a machine, so that it can be nobody else's (RFC 2606). */
    private static final String NAMELESS = "remit.invalid/";

    private static final int RANDOM_BYTES = 8;

    private final KeyPair pair;
    private final SigningKey key;
    private final List<Embedded> continues;

    private LogIdentity(KeyPair pair, SigningKey key, List<Embedded> continues) {
        this.pair = pair;
        this.key = key;
        this.continues = List.copyOf(continues);
    }

    /** The log's name, as in its checkpoints. */
    public String origin() {
        return key.verifier().name();
    }

    /** Signs checkpoints. */
    public SigningKey key() {
        return key;
    }

    /** What others need to check this log's checkpoints. */
    public VerifierKey verifier() {
        return key.verifier();
    }

    /** The logs that this one embeds, oldest first. */
    public List<Embedded> continues() {
        return continues;
    }

    /** The lines that every checkpoint carries after its root. */
    public List<String> extensions() {
        return continues.stream().map(Embedded::line).toList();
    }

    /**
     * Reads the identity, or makes one where there is none yet.
     *
     * @param origin what the configuration says, or null where it leaves the name to us
     * @throws IdentityException if it cannot be read or made, or the configuration says another name
     */
    public static LogIdentity readOrCreate(Path file, @Nullable String origin, Aead seal, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                LogIdentity made = make(origin == null ? someName(random) : origin, List.of());
                made.write(file, seal);
                return made;
            }
            LogIdentity found = read(file, seal);
            if (origin != null && !origin.equals(found.origin())) {
                throw new IdentityException(
                        "This log is called " + found.origin() + ", and ledger.origin in remit.yaml says " + origin
                                + ". A log keeps its name: put that one into remit.yaml, or leave it out.",
                        null);
            }
            return found;
        } catch (IOException e) {
            throw new IdentityException("The file " + file + " cannot be read or made: " + e.getMessage(), e);
        }
    }

    /**
     * What others need to check the log's checkpoints, for who does not have the master key.
     *
     * @throws IdentityException if the file does not say it
     */
    public static VerifierKey verifier(Path file) throws IOException {
        try {
            String text =
                    JSON.readTree(Files.readAllBytes(file)).required("verifier").asString();
            return switch (VerifierKey.parse(text)) {
                case Parsed.WellFormed<VerifierKey>(VerifierKey key) -> key;
                case Parsed.Malformed<VerifierKey>(String finding) -> throw new IllegalArgumentException(finding);
            };
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IdentityException(
                    "The file " + file + " does not hold the identity of a log: " + e.getMessage()
                            + ". Restore it from the backup that belongs to the log.",
                    e);
        }
    }

    /**
     * A log of another name and key over the same entries.
     *
     * @param name never used for one of these logs before
     * @param last the last checkpoint of this one that the entries still begin with
     */
    public LogIdentity continuedAs(String name, Checkpoint last) {
        if (name.equals(origin())
                || continues.stream().anyMatch(old -> old.checkpoint().origin().equals(name))) {
            throw new IdentityException(
                    "The log is or was called " + name + ". A new origin needs a name that it never had.", null);
        }
        List<Embedded> all = new ArrayList<>(continues);
        all.add(new Embedded(verifier().toString(), last));
        return make(name, all);
    }

    /** Replaces the file, durably and as a whole. */
    public void write(Path file, Aead seal) throws IOException {
        ObjectNode node =
                JSON.createObjectNode().put("v", 1).put("verifier", verifier().toString());
        byte[] sealed = seal.seal(pair.getPrivate().getEncoded(), context(origin()));
        node.put("public", Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        node.put("private", Base64.getEncoder().encodeToString(sealed));
        ArrayNode embedded = node.putArray("continues");
        for (Embedded one : continues) {
            embedded.addObject()
                    .put("verifier", one.verifier())
                    .put("checkpoint", one.checkpoint().text());
        }
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        try (FileChannel channel = FileChannel.open(
                written,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(node));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private static LogIdentity read(Path file, Aead seal) throws IOException {
        try {
            return read(JSON.readTree(Files.readAllBytes(file)), seal);
        } catch (JacksonException | IllegalArgumentException | GeneralSecurityException e) {
            throw new IdentityException(
                    "The file " + file + " does not hold the identity of a log, or was sealed with another master key;"
                            + " restore it from the backup that belongs to the master key.",
                    e);
        }
    }

    private static LogIdentity read(JsonNode node, Aead seal) throws GeneralSecurityException {
        String verifier = node.required("verifier").asString();
        String origin = verifier.substring(0, Math.max(0, verifier.indexOf('+')));
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] pkcs8 = seal.open(base64.decode(node.required("private").asString()), context(origin));
        if (pkcs8 == null) {
            throw new IllegalArgumentException("the private key cannot be opened");
        }
        KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
        KeyPair pair = new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(
                        base64.decode(node.required("public").asString()))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        SigningKey key = SigningKey.of(origin, KeyType.NOTE, pair);
        if (!key.verifier().toString().equals(verifier)) {
            throw new IllegalArgumentException("the verifier key is another one");
        }
        List<Embedded> continues = new ArrayList<>();
        for (JsonNode one : node.required("continues")) {
            switch (Checkpoint.parse(one.required("checkpoint").asString())) {
                case Parsed.WellFormed<Checkpoint>(Checkpoint checkpoint) ->
                    continues.add(new Embedded(one.required("verifier").asString(), checkpoint));
                case Parsed.Malformed<Checkpoint>(String finding) -> throw new IllegalArgumentException(finding);
            }
        }
        return new LogIdentity(pair, key, continues);
    }

    private static LogIdentity make(String origin, List<Embedded> continues) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new LogIdentity(pair, SigningKey.of(origin, KeyType.NOTE, pair), continues);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot do " + ALGORITHM, e);
        }
    }

    private static String someName(SecureRandom random) {
        byte[] name = new byte[RANDOM_BYTES];
        random.nextBytes(name);
        return NAMELESS + HexFormat.of().formatHex(name);
    }

    private static byte[] context(String origin) {
        return ("log key of " + origin).getBytes(StandardCharsets.UTF_8);
    }
}
