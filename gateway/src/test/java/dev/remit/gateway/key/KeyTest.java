package dev.remit.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys: made once, kept from others, each for one use. */
class KeyTest {
    @TempDir
    Path directory;

    /** HMAC-SHA-256 as RFC 2104 writes it down, to compare with. */
    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        byte[] block = Arrays.copyOf(key.length > 64 ? sha256(key) : key, 64);
        byte[] inner = block.clone();
        byte[] outer = block.clone();
        for (int i = 0; i < 64; i++) {
            inner[i] ^= 0x36;
            outer[i] ^= 0x5c;
        }
        return sha256(outer, sha256(inner, data));
    }

    private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    @Test
    void aKeyedHashIsHmacOverPartsWithTheirLengths() throws GeneralSecurityException {
        byte[] rfc4231 = new byte[20];
        Arrays.fill(rfc4231, (byte) 0x0b);
        assertThat(HexFormat.of().formatHex(hmac(rfc4231, "Hi There".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        byte[] jefe = "Jefe".getBytes(StandardCharsets.US_ASCII);
        assertThat(HexFormat.of()
                        .formatHex(hmac(jefe, "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        KeyedHash hash = new KeyedHash(new SecretKeySpec(jefe, "HmacSHA256"));
        byte[] framed = "\0\0\0\2ab\0\0\0\0\0\0\0\3ü?".getBytes(StandardCharsets.UTF_8);
        assertThat(hash.of("ab", "", "ü?")).isEqualTo(hmac(jefe, framed));
        assertThat(hash.hex("ab", "c")).isNotEqualTo(hash.hex("a", "bc"));
        assertThat(hash.hex("ab")).isNotEqualTo(hash.hex("ab", ""));
    }

    @Test
    void everyUseHasAKeyOfItsOwn() {
        RootKey root = new RootKey(new byte[32]);
        Set<String> keys = new HashSet<>();
        for (RootKey.Use use : RootKey.Use.values()) {
            keys.add(HexFormat.of().formatHex(root.derive(use).getEncoded()));
            assertThat(root.derive(use).getEncoded())
                    .hasSize(32)
                    .isEqualTo(new RootKey(new byte[32]).derive(use).getEncoded());
        }
        keys.add(HexFormat.of().formatHex(new byte[32]));
        assertThat(keys).hasSize(RootKey.Use.values().length + 1);
        assertThat(root.toString()).isEqualTo("RootKey");
        assertThat(new MasterKey(new byte[32]).toString()).isEqualTo("MasterKey");
    }

    @Test
    void aDerivedKeyIsThatOfRfc5869() throws GeneralSecurityException {
        byte[] prk = hmac("remit v1".getBytes(StandardCharsets.US_ASCII), new byte[32]);
        byte[] expected = hmac(prk, "CURSOR\1".getBytes(StandardCharsets.US_ASCII));
        assertThat(new RootKey(new byte[32]).derive(RootKey.Use.CURSOR).getEncoded())
                .isEqualTo(expected);
    }

    @Test
    void whatIsSealedOpensWithItsKeyAndContextOnlyAndUnchanged() {
        SecretKey key = new RootKey(new byte[32]).derive(RootKey.Use.STATE);
        Aead aead = new Aead(key, new SecureRandom());
        byte[] plain = "text".getBytes(StandardCharsets.UTF_8);
        byte[] context = {1, 2};
        byte[] sealed = aead.seal(plain, context);
        assertThat(aead.open(sealed, context)).isEqualTo(plain);
        assertThat(aead.seal(plain, context)).isNotEqualTo(sealed);
        assertThat(aead.open(sealed, new byte[] {1, 3})).isNull();
        assertThat(new Aead(new RootKey(new byte[32]).derive(RootKey.Use.CURSOR), new SecureRandom())
                        .open(sealed, context))
                .isNull();
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(aead.open(changed, context)).isNull();
            assertThat(aead.open(Arrays.copyOf(sealed, i), context)).isNull();
        }
    }

    @Test
    void aKeySealsUnderASubkeyOfThisRunAndTakesAnotherBeforeItIsWornOut() {
        SecretKey key = new RootKey(new byte[32]).derive(RootKey.Use.RECORD);
        Aead aead = new Aead(key, new SecureRandom(), 3);
        byte[] context = {};
        List<byte[]> sealed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sealed.add(aead.seal(new byte[] {(byte) i}, context));
        }
        assertThat(sealed.stream().map(KeyTest::salt).toList())
                .containsSubsequence(salt(sealed.get(0)), salt(sealed.get(3)), salt(sealed.get(6)), salt(sealed.get(9)))
                .matches(salts -> new HashSet<>(salts).size() == 4);
        Aead nextRun = new Aead(key, new SecureRandom());
        assertThat(salt(nextRun.seal(new byte[1], context)))
                .isNotIn(sealed.stream().map(KeyTest::salt).toList());
        for (int i = 0; i < 10; i++) {
            assertThat(nextRun.open(sealed.get(i), context)).containsExactly(i);
        }
    }

    @Test
    void whatIsSealedOneAfterTheOtherOpensAlsoWhereTheSubkeyChangesMeanwhile() {
        SecretKey key = new RootKey(new byte[32]).derive(RootKey.Use.RECORD);
        Aead aead = new Aead(key, new SecureRandom(), 3);
        Aead.Sealing sealing = aead.sealing();
        byte[] context = {1};
        List<String> nonces = new ArrayList<>();
        List<String> salts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            byte[] sealed = sealing.seal(new byte[] {(byte) i}, context);
            nonces.add(HexFormat.of().formatHex(sealed, 16, 28));
            salts.add(salt(sealed));
            assertThat(new Aead(key, new SecureRandom()).open(sealed, context)).containsExactly(i);
            assertThat(aead.open(sealed, new byte[] {2})).isNull();
        }
        assertThat(nonces).doesNotHaveDuplicates();
        assertThat(new HashSet<>(salts)).hasSize(4);
    }

    private static String salt(byte[] sealed) {
        return HexFormat.of().formatHex(sealed, 0, 16);
    }

    @Test
    void aKeyFileIsMadeOnceForItsOwnerAlone() throws IOException {
        Path file = directory.resolve("master.key");
        MasterKey made = KeyFile.readOrCreate(file, new SecureRandom());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.readOrCreate(file, new SecureRandom()).bytes()).isEqualTo(made.bytes());
        assertThat(directory).isDirectoryNotContaining(one -> one.toString().endsWith(".new"));
    }

    @Test
    void aKeyFileThatOthersReadOrThatHoldsNoKeyIsRefused() throws IOException {
        Path file = directory.resolve("master.key");
        KeyFile.readOrCreate(file, new SecureRandom());
        String held = Files.readString(file).strip();
        for (String open : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
            assertThatThrownBy(() -> KeyFile.read(file))
                    .isInstanceOf(KeyFile.KeyFileException.class)
                    .hasMessageContaining("chmod 600")
                    .hasMessageNotContaining(held);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThat(KeyFile.read(file)).isNotNull();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        for (String wrong : new String[] {"", "AAAA", held + "AAAA", "*" + held.substring(1)}) {
            Files.writeString(file, wrong);
            assertThatThrownBy(() -> KeyFile.read(file))
                    .isInstanceOf(KeyFile.KeyFileException.class)
                    .hasMessageContaining("32 bytes in base64")
                    .hasMessageNotContaining(held.substring(1));
        }
        Files.delete(file);
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("restore it from its backup");
    }
}
