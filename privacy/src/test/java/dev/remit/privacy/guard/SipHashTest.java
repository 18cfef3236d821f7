package dev.remit.privacy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {
    /** Of the reference implementation: key 00 to 0f, and as many bytes 00, 01, 02 and on. */
    @ParameterizedTest
    @CsvSource({
        "0,726fdb47dd0e0e31",
        "1,74f839c593dc67fd",
        "2,0d6c8009d9a94f5a",
        "3,85676696d7fb7e2d",
        "7,ab0200f58b01d137",
        "8,93f5f5799a932462",
        "15,a129ca6149be45e5"
    })
    void theReferenceVectorsHold(int length, String expected) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        assertThat(new SipHash(bytes, 0).hash(bytes, 0, length)).isEqualTo(Long.parseUnsignedLong(expected, 16));
    }
}
