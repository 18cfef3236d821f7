package dev.remit.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.core.finding.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {
    @Test
    void theDefaultsAreFine() {
        assertThat(HttpSettings.local(0).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "::1", "localhost"})
    void loopbackNeedsNoTls(String host) {
        assertThat(HttpSettings.local(0).listening(host, null).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "gateway.shop.example", "localhost.shop.example"})
    void anyOtherAddressDoes(String host) {
        assertThat(HttpSettings.local(0).listening(host, null).findings())
                .extracting(Finding::code)
                .containsExactly("tls-missing");
    }

    @Test
    void aServerWithFindingsDoesNotStartAndSaysWhatToChange() {
        HttpSettings settings = HttpSettings.local(0).listening("0.0.0.0", null);
        CorrelationIds ids = new CorrelationIds(InstantSource.system(), new Random(1));
        assertThatThrownBy(() -> HttpServer.start(settings, List.of(), ids, (w, o, n) -> {}, System::nanoTime))
                .isInstanceOf(UnsafeSettings.class)
                .hasMessageContaining("Set a certificate and a key");
    }

    @Test
    void filesThatCannotBeReadAreFound() {
        HttpSettings.Tls tls = new HttpSettings.Tls(Path.of("nowhere.pem"), Path.of("nowhere.key"));
        assertThat(HttpSettings.local(0).listening("0.0.0.0", tls).findings())
                .extracting(Finding::code)
                .containsExactly("tls-unreadable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "shop.example",
                "https://shop.example/",
                "https://*.shop.example",
                "HTTPS://shop.example",
                "https://a@shop.example"
            })
    void whatIsNoOriginIsFound(String origin) {
        assertThat(HttpSettings.local(0).allowing(Set.of(origin), Set.of()).findings())
                .extracting(Finding::code)
                .containsExactly("origin-malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*.shop.example",
                "https://shop.example",
                "shop.example:443",
                "Shop.example",
                "a b",
                "",
                "[::1]"
            })
    void whatNoRequestWouldEverNameIsFound(String host) {
        assertThat(HttpSettings.local(0).allowing(Set.of(), Set.of(host)).findings())
                .extracting(Finding::code)
                .containsExactly("host-malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.example", "remit", "gate_way.svc", "10.0.0.7", "2001:db8::1"})
    void aNameOrAnAddressIsAHost(String host) {
        assertThat(HttpSettings.local(0).allowing(Set.of(), Set.of(host)).findings())
                .isEmpty();
    }

    @Test
    void allMistakesAreFoundAtOnce() {
        HttpSettings settings = HttpSettings.local(-1)
                .listening("0.0.0.0", null)
                .allowing(Set.of("*"), Set.of())
                .timed(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        assertThat(settings.findings()).hasSize(4);
    }
}
