package dev.remit.gateway.cli;

import dev.remit.gateway.cli.client.GatewayClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the gateway is, and the credential that this agent or this person has. */
public final class Access {
    static final String URL = "REMIT_URL";
    static final String AGENT = "REMIT_AGENT";
    static final String ACCOUNT = "REMIT_ACCOUNT";
    private static final String DEFAULT_URL = "http://127.0.0.1:7337";

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private Access() {}

    /** @param given on the command line, or null for the environment's */
    public static GatewayClient client(Terminal terminal, @Nullable String given) {
        String named = given == null ? terminal.variable(URL) : given;
        try {
            return GatewayClient.of(named == null ? DEFAULT_URL : named);
        } catch (IllegalArgumentException e) {
            throw Trouble.usage(String.valueOf(e.getMessage()));
        }
    }

    /** @param file where it is, or null for the environment */
    static String credential(Terminal terminal, @Nullable Path file) throws IOException {
        String credential = file == null ? terminal.variable(AGENT) : read(terminal, terminal.path(file));
        if (credential == null) {
            throw Trouble.usage(
                    "The agent's credential is missing. Put what remit agent add printed into " + AGENT + ".");
        }
        return wellFormed(credential, "The agent's credential");
    }

    /**
     * The credential of the person who calls.
     *
     * @param file where it is, or null for the environment
     */
    public static String account(Terminal terminal, @Nullable Path file) throws IOException {
        String credential = file == null ? terminal.variable(ACCOUNT) : read(terminal, terminal.path(file));
        if (credential == null) {
            throw Trouble.usage("Your credential is missing. Put what remit account add printed into " + ACCOUNT + ".");
        }
        return wellFormed(credential, "Your credential");
    }

    /** @param what for people: {@code The token} */
    static String wellFormed(String secret, String what) {
        if (!GatewayClient.bearable(secret)) {
            throw Trouble.usage(what + " holds characters that none has. Copy it again, all of it on one line.");
        }
        return secret;
    }

    private static String read(Terminal terminal, Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
            terminal.remark("remit: warning: others can read " + terminal.shown(file) + ". Run: chmod 600 " + file);
        }
        return Files.readString(file).strip();
    }
}
