package dev.remit.gateway.export;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a receiver knows that a request is ours and new: {@code t=<seconds since 1970>,v1=<hex>}, where the hex is
 * HMAC-SHA-256 (RFC 2104) under the shared secret over the seconds in decimal, a full stop, and the body's bytes.
 */
final class Signature {
    static final String HEADER = "Remit-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String of(String secret, Instant now, byte[] body) {
        String time = Long.toString(now.getEpochSecond());
        return "t=" + time + ",v1=" + hex(secret, time, body);
    }

    /** @param time seconds since 1970, in decimal */
    static String hex(String secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot do " + ALGORITHM, e);
        }
    }
}
