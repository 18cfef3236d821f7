package dev.remit.gateway.export;

import dev.remit.gateway.config.ExportSettings;
import dev.remit.gateway.config.ExportSettings.Form;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends batches to one target over HTTP/1.1. Follows no redirect, reads at most {@value FirstBytes#MOST} bytes of an
 * answer, and gives up after a while, however slowly the target drips. Used by one thread.
 */
final class Post implements AutoCloseable {
    static final Duration CONNECT = Duration.ofSeconds(10);
    static final Duration WHOLE = Duration.ofSeconds(30);

    private static final String LOGS = "/v1/logs";

    private final ExportSettings settings;
    private final URI address;
    private final UnaryOperator<String> references;
    private final InstantSource clock;
    private final Duration limit;
    private final HttpClient client;

    /** @param limit for a whole exchange */
    Post(ExportSettings settings, UnaryOperator<String> references, InstantSource clock, Duration limit) {
        this.settings = settings;
        this.address = address(settings);
        this.references = references;
        this.clock = clock;
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
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
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new FirstBytes());
        try {
            return read(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Answer.Later("There was no whole answer within " + limit.toSeconds() + " s.", Optional.empty());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String what = cause instanceof IOException && cause.getMessage() != null
                    ? cause.getMessage()
                    : String.valueOf(cause);
            return new Answer.Later("It cannot be reached: " + what, Optional.empty());
        } finally {
            answer.cancel(true); // ends an exchange that is still under way
        }
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

    private Answer read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Answer.Accepted(settings.form() == Form.OTLP ? rejected(response.body()) : 0);
        }
        if (status == 413) {
            return new Answer.TooLarge("It answers 413: the batch is too large for it.");
        }
        if (status >= 300 && status < 400) {
            return new Answer.Never("It answers " + status
                    + ", which sends elsewhere, and entries are sent nowhere but to the address in remit.yaml. Put the final"
                    + " address there.");
        }
        String why = "It answers " + status + ".";
        boolean passing = status >= 500 || status == 408 || status == 425 || status == 429;
        return passing
                ? new Answer.Later(why, after(response))
                : new Answer.Never(why + " Look there whether address, secret and rights are right.");
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

    /** Seconds, or a date (RFC 9110, section 10.2.3). */
    private Optional<Duration> after(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").map(String::strip).flatMap(value -> {
            if (value.matches("[0-9]{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            try {
                ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
                Duration left = Duration.between(clock.instant(), date.toInstant());
                return left.isNegative() ? Optional.empty() : Optional.of(left);
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
