package dev.remit.gateway.identity;

import dev.remit.gateway.key.KeyedHash;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Opaque bearer tokens: a prefix that tells people and secret scanners what they hold, and 256 random bits. The gateway
 * keeps only keyed hashes of them. Thread-safe.
 */
public final class Tokens {
    /** Begins an agent's own credential. */
    public static final String AGENT = "remit_agent_";

    /** Begins a grant's token. */
    public static final String GRANT = "remit_grant_";

    /** Begins a person's credential. */
    public static final String ACCOUNT = "remit_account_";

    private static final int BYTES = 32;
    private static final int ENCODED = 43;

    private final SecureRandom random;
    private final KeyedHash hash;

    public Tokens(SecureRandom random, KeyedHash hash) {
        this.random = random;
        this.hash = hash;
    }

    /** A new token with that prefix. */
    public String mint(String prefix) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether the text has the form of a token with that prefix; says nothing about whether it is good. */
    public static boolean wellFormed(String text, String prefix) {
        return text.length() == prefix.length() + ENCODED && text.startsWith(prefix);
    }

    /** What is kept of a token, and looked up by: lower-case hex. A look-up by a keyed hash leaks nothing by its timing. */
    public String hash(String token) {
        return hash.hex(token);
    }
}
