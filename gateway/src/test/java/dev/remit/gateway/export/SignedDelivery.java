package dev.remit.gateway.export;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a receiver checks a request, as docs/ledger.md tells it. */
final class SignedDelivery {
    private static final Pattern HEADER = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");
    private static final Duration OLDEST = Duration.ofMinutes(5);

    private SignedDelivery() {}

    static boolean verifies(String secret, String header, String body, Instant now) throws GeneralSecurityException {
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            return false;
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(matcher.group(1)));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] expected = mac.doFinal((matcher.group(1) + "." + body).getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(expected, HexFormat.of().parseHex(matcher.group(2)))
                && Duration.between(signed, now).abs().compareTo(OLDEST) <= 0;
    }
}
