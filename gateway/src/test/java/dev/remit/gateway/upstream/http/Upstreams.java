package dev.remit.gateway.upstream.http;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.ResponseField;
import dev.remit.core.catalog.Upstream;
import dev.remit.core.catalog.UpstreamUrl;
import dev.remit.core.finding.Findings;
import dev.remit.core.template.Pointer;
import dev.remit.core.template.RequestFile;
import dev.remit.core.template.RequestTemplate;
import dev.remit.core.yaml.SourceText;
import dev.remit.core.yaml.Values;
import dev.remit.core.yaml.YamlReader;
import dev.remit.gateway.breaker.Breaker;
import dev.remit.gateway.upstream.ResponseShape;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocketFactory;

/** Upstreams as tests declare them. */
final class Upstreams {
    static final String SECRET = "the-gateways-own";
    static final Set<String> KNOWN =
            Set.of("args.order_id", "args.note", "args.items", "facts.refund", "subject", "tenant", "operation");
    static final ResponseShape REFUND = new ResponseShape(List.of(
            new ResponseField("refund_id", Pointer.of("/data/id"), FieldType.TEXT, true),
            new ResponseField("amount", Pointer.of("/data/amount"), FieldType.DECIMAL, false)));
    static final ResponseShape NOTHING = new ResponseShape(List.of());

    private Upstreams() {}

    static Upstream at(String url) {
        return new Upstream(
                UpstreamUrl.of(url),
                new Upstream.Auth.Bearer("${env:TOKEN}"),
                true,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                1 << 20,
                4);
    }

    static Upstream at(HostileServer server) {
        return at("http://127.0.0.1:" + server.port() + "/api/");
    }

    static Upstream impatient(HostileServer server) {
        Upstream patient = at(server);
        return new Upstream(
                patient.url(),
                patient.auth(),
                true,
                patient.connectWithin(),
                Duration.ofMillis(300),
                patient.mostBytes(),
                4);
    }

    static HttpUpstream open(Upstream upstream) {
        return open(upstream, new AtomicLong());
    }

    /** @param ahead how far the clock is ahead of the system's, in nanoseconds */
    static HttpUpstream open(Upstream upstream, AtomicLong ahead) {
        return HttpUpstream.open(
                "payments",
                upstream,
                reference -> reference.replace("${env:TOKEN}", SECRET),
                Resolver.ofSystem(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                new Breaker("payments", () -> Instant.now().plusNanos(ahead.get())),
                () -> System.nanoTime() + ahead.get());
    }

    static HttpUpstream open(Upstream upstream, List<InetAddress> addresses) {
        return HttpUpstream.open(
                "payments",
                upstream,
                reference -> SECRET,
                host -> addresses,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                breaker(),
                System::nanoTime);
    }

    static Breaker breaker() {
        return new Breaker("payments", InstantSource.system());
    }

    static RequestTemplate request(String yaml) {
        Findings findings = new Findings();
        Values values = RequestFile.shape().read(YamlReader.read(new SourceText("a.yaml", yaml), findings), findings);
        RequestTemplate request =
                values == null ? null : RequestFile.compile(Objects.requireNonNull(values), KNOWN, findings);
        if (request == null) {
            throw new AssertionError(findings.sorted());
        }
        return request;
    }
}
