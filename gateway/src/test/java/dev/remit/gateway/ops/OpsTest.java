package dev.remit.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.rest.Fixture;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OpsTest {
    @Test
    void readinessNamesTheChecksAndHealthDoesNotDependOnThem() {
        try (Fixture gateway = new Fixture()) {
            assertThat(gateway.get("/ready", null).statusCode()).isEqualTo(200);
            gateway.journal.set(false);
            HttpResponse<String> answer = gateway.get("/ready", null);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .isEqualTo("{\"status\":\"not_ready\",\"checks\":[{\"name\":\"journal\",\"ok\":false},"
                            + "{\"name\":\"sources\",\"ok\":true}]}");
            assertThat(gateway.get("/health", null).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aCheckThatThrowsIsOneThatDoesNotPass() {
        Check check = new Check("sources", () -> {
            throw new IllegalStateException("jdbc:postgresql://secret");
        });
        var endpoint = OpsEndpoints.of(List.of(check), new Metrics(Set::of)).get(1);
        assertThat(endpoint.path()).isEqualTo("/ready");
        assertThat(OpsEndpoints.passes(check)).isFalse();
    }

    @Test
    void metricsAreServedInPrometheusFormatAndCountRequests() {
        try (Fixture gateway = new Fixture()) {
            gateway.get("/v1/tools", Fixture.GRANT);
            gateway.get("/v1/tools", "bad");
            gateway.get("/nowhere", null);
            HttpResponse<String> answer = gateway.get(
                    "/metrics",
                    null,
                    "Accept",
                    "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.3");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(answer.body())
                    .contains(
                            "remit_requests_total{outcome=\"ok\",wire=\"rest\"} 1.0",
                            "remit_requests_total{outcome=\"unauthenticated\",wire=\"rest\"} 1.0",
                            "remit_requests_total{outcome=\"unknown_path\",wire=\"http\"} 1.0",
                            "remit_request_duration_seconds_count{wire=\"rest\"} 2");
        }
    }

    @Test
    void labelsHoldOnlyNamesThatAreConfigured() {
        AtomicReference<Set<String>> workflows = new AtomicReference<>(Set.of("order-help"));
        Metrics metrics = new Metrics(workflows::get);
        metrics.decided("order-help", "allow");
        metrics.decided("jane@customer.example", "jane");
        metrics.grantOpened("order-help");
        metrics.grantOpened("jane@customer.example");
        metrics.answered("jane", "jane@customer.example", 1);
        assertThat(metrics.text())
                .contains(
                        "remit_decisions_total{decision=\"allow\",workflow=\"order-help\"} 1.0",
                        "remit_decisions_total{decision=\"other\",workflow=\"other\"} 1.0",
                        "remit_grants_opened_total{workflow=\"other\"} 1.0",
                        "remit_requests_total{outcome=\"other\",wire=\"other\"} 1.0")
                .doesNotContain("jane");
        workflows.set(Set.of("returns"));
        metrics.grantOpened("returns");
        assertThat(metrics.text()).contains("remit_grants_opened_total{workflow=\"returns\"} 1.0");
    }

    @Test
    void outcomesCannotMakeAScrapeGrowWithoutEnd() {
        Metrics metrics = new Metrics(Set::of);
        for (int i = 0; i < 10_000; i++) {
            metrics.answered("rest", "code_" + i, 1);
        }
        assertThat(metrics.text().lines().filter(line -> line.startsWith("remit_requests_total")))
                .hasSize(101);
    }

    @Test
    void gaugesAreReadWhenTheyAreAskedFor() {
        Metrics metrics = new Metrics(Set::of);
        AtomicReference<Double> size = new AtomicReference<>(1.0);
        metrics.gauge("journal_size", "Records in the journal.", size::get);
        metrics.journalAppended(1_000_000);
        assertThat(metrics.text()).contains("remit_journal_size 1.0", "remit_journal_appends_total 1.0");
        size.set(2.0);
        assertThat(metrics.text()).contains("remit_journal_size 2.0");
    }
}
