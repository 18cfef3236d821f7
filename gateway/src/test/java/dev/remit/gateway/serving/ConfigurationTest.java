package dev.remit.gateway.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.core.finding.Finding;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.source.Writer;
import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays open over reloads. */
final class ConfigurationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void aSourceIsOpenForActionsWhereItHasALogInForThem() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        Path catalog = shop.folder().resolve("catalog/shop.yaml");
        String plain = Files.readString(catalog);
        try (Configuration configuration =
                Configuration.of(new Folder(shop.folder()), shop.load(), shop.references(), InstantSource.system())) {
            assertThatThrownBy(() -> writer(configuration)).isInstanceOf(IllegalStateException.class);
            Files.writeString(catalog, plain.replace("timeout: 5s", "timeout: 5s, write: { operations: missing }"));
            assertThat(configuration.reload()).isEmpty();
            Writer first = writer(configuration);
            assertThat(Objects.requireNonNull(configuration.inspections().get("shop"))
                            .findings())
                    .extracting(Finding::code)
                    .contains("drift-operations");
            assertThat(configuration.reload()).isEmpty();
            assertThat(writer(configuration)).isSameAs(first);
            Files.writeString(catalog, plain.replace("timeout: 5s", "timeout: 5s, write: {}"));
            assertThat(configuration.reload()).isEmpty();
            assertThat(writer(configuration)).isNotSameAs(first);
            Files.writeString(catalog, plain);
            assertThat(configuration.reload()).isEmpty();
            assertThatThrownBy(() -> writer(configuration)).isInstanceOf(IllegalStateException.class);
        }
    }

    private static Writer writer(Configuration configuration) {
        return configuration.serving().current().writer("shop");
    }
}
