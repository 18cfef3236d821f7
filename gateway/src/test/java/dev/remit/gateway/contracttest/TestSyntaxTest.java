package dev.remit.gateway.contracttest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TestSyntaxTest {
    /** With {@code -Dremit.schemas.write=true} the file is written instead of compared. */
    @Test
    void thePublishedSchemaIsWhatTheReaderEnforces() throws IOException {
        Path file = Path.of("../docs/schemas/tests.schema.json");
        if (Boolean.getBoolean("remit.schemas.write")) {
            Files.writeString(file, TestSyntax.schema());
        }
        assertThat(file).hasContent(TestSyntax.schema());
    }
}
