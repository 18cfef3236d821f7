package dev.remit.gateway.export;

import java.io.IOException;
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
import java.util.function.ToLongFunction;

/**
 * Posts over HTTP/1.1 to systems that do not have our trust. Follows no redirect, reads at most {@value FirstBytes#MOST}
 * bytes of an answer, and gives up after a while, however slowly the other side drips. Used by one thread.
 */
final class Courier implements AutoCloseable {
    static final Duration CONNECT = Duration.ofSeconds(10);
    static final Duration WHOLE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Duration limit;
    private final HttpClient client;

    /** @param limit for a whole exchange */
    Courier(InstantSource clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /** @param rejected how much of what was sent the body of a success says was left out */
    Answer send(HttpRequest request, ToLongFunction<byte[]> rejected) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new FirstBytes());
        try {
            return read(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS), rejected);
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

    private Answer read(HttpResponse<byte[]> response, ToLongFunction<byte[]> rejected) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Answer.Accepted(rejected.applyAsLong(response.body()));
        }
        if (status == 413) {
            return new Answer.TooLarge("It answers 413: the batch is too large for it.");
        }
        if (status >= 300 && status < 400) {
            return new Answer.Never("It answers " + status
                    + ", which sends elsewhere, and nothing is sent anywhere but to the address in remit.yaml. Put the final"
                    + " address there.");
        }
        String why = "It answers " + status + ".";
        boolean passing = status >= 500 || status == 408 || status == 425 || status == 429;
        return passing
                ? new Answer.Later(why, after(response))
                : new Answer.Never(why + " Look there whether address, secret and rights are right.");
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
