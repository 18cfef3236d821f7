package dev.remit.ledger.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Keys for tests. */
public final class TestKeys {
    /** The keys in the documentation of Go's {@code golang.org/x/mod/sumdb/note}. */
    public static final String PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    public static final String ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    private static final String PETER_PRIVATE = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private TestKeys() {}

    public static VerifierKey verifier(String text) {
        return value(VerifierKey.parse(text));
    }

    public static <T> T value(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.WellFormed<T>(T value) -> value;
            case Parsed.Malformed<T>(String finding) -> throw new AssertionError(finding);
        };
    }

    /** Peter Neumann's published key pair. */
    public static KeyPair peter() {
        try {
            byte[] bytes = Base64.getDecoder().decode(PETER_PRIVATE);
            byte[] seed = Arrays.copyOfRange(bytes, 1, bytes.length);
            byte[] raw = Base64.getDecoder().decode(PETER.substring(PETER.lastIndexOf('+') + 1));
            return new KeyPair(
                    Ed25519.publicKey(Arrays.copyOfRange(raw, 1, raw.length)).orElseThrow(),
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A new key; no test depends on which. */
    public static SigningKey fresh(String name, KeyType type) {
        try {
            return SigningKey.of(
                    name, type, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
