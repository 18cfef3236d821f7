package dev.remit.gateway.ops;

import dev.remit.gateway.http.Watch;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What the gateway counts.
 *
 * <p>A label never carries what a customer, an agent or a model chose: workflows are those that are configured, codes
 * are fixed words of the program, and anything else is counted as {@code other}. So a scrape shows nothing about
 * anybody, and no caller can make it grow. Thread-safe.
 */
public final class Metrics implements Watch {
    /** The media type of {@link #text}. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final String OTHER = "other";
    private static final Set<String> WIRES = Set.of("mcp", "mcp-legacy", "rest", "model", "ops", "http");
    private static final Set<String> DECISIONS = Set.of("allow", "modify", "step_up", "defer", "deny");
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int MOST_CODES = 100;
    private static final double NANOS = 1e9;

    private static final double[] BOUNDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Supplier<Set<String>> workflows;
    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    private final Counter requests = Counter.builder()
            .name("remit_requests_total")
            .help("Requests by wire and outcome.")
            .labelNames("wire", "outcome")
            .register(registry);
    private final Histogram durations = Histogram.builder()
            .name("remit_request_duration_seconds")
            .help("How long it took to answer a request.")
            .labelNames("wire")
            .classicOnly()
            .classicUpperBounds(BOUNDS)
            .register(registry);
    private final Counter decisions = Counter.builder()
            .name("remit_decisions_total")
            .help("Decisions by workflow.")
            .labelNames("workflow", "decision")
            .register(registry);
    private final Counter grants = Counter.builder()
            .name("remit_grants_opened_total")
            .help("Grants opened by workflow.")
            .labelNames("workflow")
            .register(registry);
    private final Counter appends = Counter.builder()
            .name("remit_journal_appends_total")
            .help("Records appended to the journal.")
            .register(registry);
    private final Histogram appendDurations = Histogram.builder()
            .name("remit_journal_append_duration_seconds")
            .help("How long it took until an append was durable.")
            .classicOnly()
            .classicUpperBounds(BOUNDS)
            .register(registry);

    /** @param workflows the names of the workflows that are configured now */
    public Metrics(Supplier<Set<String>> workflows) {
        this.workflows = workflows;
    }

    @Override
    public void answered(String wire, String outcome, long nanos) {
        String known = WIRES.contains(wire) ? wire : OTHER;
        requests.labelValues(known, code(outcome)).inc();
        durations.labelValues(known).observe(nanos / NANOS);
    }

    /** @param decision {@code allow}, {@code modify}, {@code step_up}, {@code defer} or {@code deny} */
    public void decided(String workflow, String decision) {
        decisions
                .labelValues(workflow(workflow), DECISIONS.contains(decision) ? decision : OTHER)
                .inc();
    }

    /** A grant was opened or renewed. */
    public void grantOpened(String workflow) {
        grants.labelValues(workflow(workflow)).inc();
    }

    /** A record became durable. */
    public void journalAppended(long nanos) {
        appends.inc();
        appendDurations.observe(nanos / NANOS);
    }

    /**
     * Shows a number that is read when it is asked for.
     *
     * @param name after {@code remit_}, as the program writes it: {@code journal_size}
     * @param value quick and thread-safe
     */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name("remit_" + name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /**
     * Shows a number for each of a few things that the configuration names.
     *
     * @param label what the things are: {@code target}
     * @param values by name; the same few names each time, quick and thread-safe
     */
    public void gauges(String name, String help, String label, Supplier<Map<String, Double>> values) {
        GaugeWithCallback.builder()
                .name("remit_" + name)
                .help(help)
                .labelNames(label)
                .callback(callback -> values.get().forEach((each, value) -> callback.call(value, each)))
                .register(registry);
    }

    /** Everything, in Prometheus' text format 0.0.4. */
    public String text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private String workflow(String name) {
        return workflows.get().contains(name) ? name : OTHER;
    }

    /** Codes are fixed words in our own code; the bound holds even where a mistake there lets something else in. */
    private String code(String outcome) {
        if (codes.contains(outcome)) {
            return outcome;
        }
        if (!CODE.matcher(outcome).matches() || codes.size() >= MOST_CODES) {
            return OTHER;
        }
        codes.add(outcome);
        return outcome;
    }
}
