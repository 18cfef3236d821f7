package dev.remit.ledger.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.ledger.tree.Hash;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierKeyTest {
    @Test
    void aKeyIsReadAndWritten() {
        VerifierKey key = TestKeys.verifier(TestKeys.PETER);
        assertThat(key.encode()).isEqualTo(TestKeys.PETER);
        assertThat(key.name()).isEqualTo("PeterNeumann");
        assertThat(key.type()).isEqualTo(KeyType.NOTE);
        assertThat(key.id()).isEqualTo(0xc74f20a3);
    }

    @Test
    void everyPartAndEveryChangedByteIsMalformed() {
        for (int from = 0; from <= TestKeys.PETER.length(); from++) {
            for (int to = from; to <= TestKeys.PETER.length(); to++) {
                if (to - from < TestKeys.PETER.length()) {
                    assertMalformed(TestKeys.PETER.substring(from, to));
                }
            }
        }
        for (int at = 0; at < TestKeys.PETER.length(); at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bytes = TestKeys.PETER.getBytes(UTF_8);
                bytes[at] ^= (byte) (1 << bit);
                assertMalformed(new String(bytes, UTF_8));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", // too long
                "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", // an unknown type
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", // upper case
            })
    void aKeyOfAnotherFormIsMalformed(String text) {
        assertMalformed(text);
    }

    @Test
    void aKeyWithTheRightIdAndTheWrongLengthOrTypeIsMalformed() {
        byte[] peter = Base64.getDecoder().decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        assertThat(VerifierKey.parse(withId(peter))).isInstanceOf(Parsed.WellFormed.class);
        assertMalformed(withId(Arrays.copyOf(peter, 32)));
        assertMalformed(withId(Arrays.copyOf(peter, 34)));
        peter[0] = 6;
        assertMalformed(withId(peter));
    }

    @Test
    void randomKeyBytesNeverThrow() {
        Random random = new Random(7);
        int points = 0;
        for (int i = 0; i < 500; i++) {
            byte[] material = new byte[33];
            random.nextBytes(material);
            material[0] = 1;
            if (i % 10 == 0) {
                Arrays.fill(material, 1, 33, (byte) (i / 10 % 2 == 0 ? 0xff : 0x00));
            }
            points += VerifierKey.parse(withId(material)) instanceof Parsed.WellFormed ? 1 : 0;
        }
        assertThat(points).as("about half of all bytes are points").isBetween(100, 400);
    }

    @Test
    void oneKeyHasAnIdForEachType() {
        KeyPair pair = TestKeys.peter();
        VerifierKey log = VerifierKey.of("a", KeyType.NOTE, pair.getPublic());
        VerifierKey witness = VerifierKey.of("a", KeyType.COSIGNATURE, pair.getPublic());
        assertThat(log.id()).isNotEqualTo(witness.id());
        assertThat(log.sharesKeyWith(witness)).isTrue();
        assertThat(TestKeys.verifier(witness.encode())).isEqualTo(witness);
    }

    @Test
    void keysThatDoNotFitAreRefused() throws GeneralSecurityException {
        KeyPair one = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair two = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        KeyPair mixed = new KeyPair(one.getPublic(), two.getPrivate());
        assertThatThrownBy(() -> SigningKey.of("a", KeyType.NOTE, mixed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKey.of("a", KeyType.NOTE, other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKey.of("a b", KeyType.NOTE, one)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String withId(byte[] material) {
        byte[] hash = Hash.sha256("n\n".getBytes(UTF_8), material).bytes();
        return "n+" + HexFormat.of().formatHex(hash, 0, 4) + "+"
                + Base64.getEncoder().encodeToString(material);
    }

    private static void assertMalformed(String text) {
        assertThat(VerifierKey.parse(text)).as(text).isInstanceOf(Parsed.Malformed.class);
    }
}
