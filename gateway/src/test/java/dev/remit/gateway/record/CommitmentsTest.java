package dev.remit.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CommitmentsTest {
    private static final Map<Object, String> TYPES = Map.of(
            "", "s", "shipped", "s", "ü€😀", "s", "x".repeat(500), "s", 7L, "n", -3, "n", true, "b", "true", "s");

    @Test
    void eachIsTheHmacThatTheRuntimeComputes() throws GeneralSecurityException {
        byte[] secret = new byte[32];
        new Random(1).nextBytes(secret);
        Commitments commitments = new Commitments(secret);

        for (String name : new String[] {"event", "ürsache", "n".repeat(300)}) {
            for (Map.Entry<Object, String> value : TYPES.entrySet()) {
                assertThat(commitments.commit(name, value.getKey()))
                        .as("%s = %s", name, value)
                        .isEqualTo(expected(secret, name, value.getValue(), value.getKey()));
            }
        }
    }

    @Test
    void allOfThemAreHashedInTheirOrder() throws GeneralSecurityException {
        byte[] secret = new byte[32];
        new Random(2).nextBytes(secret);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(expected(secret, "event", "s", "call"));
        digest.update(expected(secret, "rows", "n", 3L));

        assertThat(new Commitments(secret).all(new TreeMap<>(Map.of("rows", 3L, "event", "call"))))
                .isEqualTo(digest.digest());
    }

    private static byte[] expected(byte[] secret, String name, String type, Object value)
            throws GeneralSecurityException {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(secret);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(digest.digest(nameBytes), "HmacSHA256"));
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(ByteBuffer.allocate(4).putInt(nameBytes.length).array());
        message.writeBytes(nameBytes);
        message.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(value.toString().getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(message.toByteArray());
    }
}
