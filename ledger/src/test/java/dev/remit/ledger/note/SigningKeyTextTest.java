package dev.remit.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTextTest {
    /** From the documentation of Go's {@code golang.org/x/mod/sumdb/note}. */
    private static final String PETER =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    @Test
    void theKeyInTheDocumentationOfGoIsReadAndWrittenBack() {
        SigningKey key = TestKeys.value(SigningKey.parse(PETER));
        assertThat(key.verifier().encode()).isEqualTo(TestKeys.PETER);
        assertThat(key.secret()).isEqualTo(PETER);
        assertThat(key.toString()).doesNotContain("AYEKFALVFGyNhPJEMzD1QIDr");
    }

    @Test
    void aNewKeySignsAndIsReadAgain() {
        for (KeyType type : KeyType.values()) {
            SigningKey made = SigningKey.generate("example.com/log", type, new SecureRandom());
            SigningKey read = TestKeys.value(SigningKey.parse(made.secret()));
            assertThat(read.verifier()).isEqualTo(made.verifier());
            assertThat(read.secret()).isEqualTo(made.secret());
        }
        SigningKey one = SigningKey.generate("a", KeyType.NOTE, new SecureRandom());
        SigningKey two = SigningKey.generate("a", KeyType.NOTE, new SecureRandom());
        assertThat(one.verifier()).isNotEqualTo(two.verifier());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PRIVATE+KEY+PeterNeumann+c74f20a3",
                "PRIVATE+KEY++c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
                "PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFy",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AoEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n"
            })
    void anotherTextIsRefusedWithoutShowingIt(String text) {
        assertThat(SigningKey.parse(text))
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        malformed ->
                                assertThat(malformed.finding()).endsWith(".").doesNotContain("EKFALVFGyNhPJEMzD1QIDr"));
    }
}
