package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemasTest {
    /** With {@code -Dremit.schemas.write=true} the files are written instead of compared. */
    @ParameterizedTest
    @ValueSource(strings = {"catalog", "workflow"})
    void thePublishedSchemaIsWhatTheCheckerEnforces(String name) throws IOException {
        Path file = Path.of("../docs/schemas/" + name + ".schema.json");
        String schema = name.equals("catalog") ? JsonSchemas.catalog() : JsonSchemas.workflow();
        if (Boolean.getBoolean("remit.schemas.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, schema);
        }
        assertThat(file).hasContent(schema);
    }
}
