package dev.remit.gateway.export;

import dev.remit.gateway.config.ExportSettings;
import dev.remit.gateway.config.ExportSettings.Form;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sends batches to one target. Used by one thread. */
final class Post implements AutoCloseable {
    static final Duration WHOLE = Courier.WHOLE;

    private static final String LOGS = "/v1/logs";

    private final ExportSettings settings;
    private final URI address;
    private final UnaryOperator<String> references;
    private final InstantSource clock;
    private final Courier courier;

    /** @param limit for a whole exchange */
    Post(ExportSettings settings, UnaryOperator<String> references, InstantSource clock, Duration limit) {
        this.settings = settings;
        this.address = address(settings);
        this.references = references;
        this.clock = clock;
        this.courier = new Courier(clock, limit);
    }

    /** An OTLP endpoint that is given without a path has its logs where the specification puts them. */
    static URI address(ExportSettings settings) {
        String path = settings.to().getPath();
        boolean bare = path == null || path.isEmpty() || path.equals("/");
        return settings.form() == Form.OTLP && bare ? settings.to().resolve(LOGS) : settings.to();
    }

    Answer send(Batch batch) throws InterruptedException {
        HttpRequest request;
        try {
            request = request(batch);
        } catch (IllegalArgumentException e) {
            return new Answer.Later("The secret cannot be had: " + e.getMessage(), Optional.empty());
        }
        return courier.send(request, body -> settings.form() == Form.OTLP ? rejected(body) : 0);
    }

    private HttpRequest request(Batch batch) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", settings.form() == Form.OTLP ? "application/json" : "application/x-ndjson")
                .header("Remit-Batch", batch.range())
                .POST(HttpRequest.BodyPublishers.ofByteArray(batch.body()));
        if (settings.secret() != null) {
            String secret = references.apply(settings.secret());
            if (secret.isEmpty()) {
                throw new IllegalArgumentException("it is empty");
            }
            request.header(Signature.HEADER, Signature.of(secret, clock.instant(), batch.body()));
        }
        return request.build();
    }

    /** What an OTLP endpoint says that it left out (OTLP specification, "Partial Success"); 0 where it says nothing. */
    private static long rejected(byte[] body) {
        try {
            return Math.max(
                    0,
                    JsonMapper.shared()
                            .readTree(body)
                            .path("partialSuccess")
                            .path("rejectedLogRecords")
                            .asLong(0));
        } catch (JacksonException e) {
            return 0; // it accepted, and answers with something else than the specification has
        }
    }

    @Override
    public void close() {
        courier.close();
    }
}
