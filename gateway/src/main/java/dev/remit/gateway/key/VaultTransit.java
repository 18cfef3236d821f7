package dev.remit.gateway.key;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HashiCorp Vault's transit secrets engine, mounted at {@code transit/} (and OpenBao's, which is the same):
 * {@code POST /v1/transit/encrypt/:name} and {@code /v1/transit/decrypt/:name}, with the token in {@code X-Vault-Token}.
 * The token needs the capability {@code update} on both paths and nothing else.
 *
 * <p>It is asked when the gateway starts and never while it serves. An answer takes at most the given time, all in all.
 */
public final class VaultTransit implements Kms {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final Pattern WRAPPED = Pattern.compile("vault:v[0-9]{1,9}:[A-Za-z0-9+/=]{1,4096}");

    private final URI address;
    private final String key;
    private final Supplier<String> token;
    private final Duration timeout;

    /**
     * @param address such as {@code https://vault.example:8200}; plain http to loopback alone
     * @param key the name of Vault's key
     * @param token read anew for each request
     * @throws IllegalArgumentException if the address would show the token to the network
     */
    public VaultTransit(URI address, String key, Supplier<String> token, Duration timeout) {
        if (!safe(address)) {
            throw new IllegalArgumentException("Vault's address must begin with https://, unless it is on loopback");
        }
        this.address = address;
        this.key = key;
        this.token = token;
        this.timeout = timeout;
    }

    /** Whether a token may be sent there: over TLS, or not leaving this machine. */
    public static boolean safe(URI address) {
        String host = address.getHost();
        boolean plain = address.getUserInfo() == null && address.getQuery() == null && address.getFragment() == null;
        if (host == null || !plain) {
            return false;
        }
        boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
        return "https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && loopback);
    }

    @Override
    public String wrap(byte[] plain) {
        String wrapped = ask("encrypt", "plaintext", Base64.getEncoder().encodeToString(plain), "ciphertext");
        if (!WRAPPED.matcher(wrapped).matches()) {
            throw wrong(null);
        }
        return wrapped;
    }

    @Override
    public byte[] unwrap(String wrapped) {
        if (!WRAPPED.matcher(wrapped).matches()) {
            throw new KmsException("The wrapped master key is not one of Vault's; restore it from its backup.", null);
        }
        try {
            return Base64.getDecoder().decode(ask("decrypt", "ciphertext", wrapped, "plaintext"));
        } catch (IllegalArgumentException e) {
            throw wrong(null); // its message would quote what was to be a key
        }
    }

    private String ask(String what, String give, String value, String want) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(address.toString().replaceAll("/+$", "") + "/v1/transit/" + what + '/' + key))
                .header("X-Vault-Token", token.get())
                .header("X-Vault-Request", "true")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.createObjectNode().put(give, value).toString()))
                .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() != 200) {
            throw refused(response.statusCode());
        }
        try {
            JsonNode answer = JSON.readTree(response.body()).path("data").path(want);
            if (!answer.isString()) {
                throw wrong(null);
            }
            return answer.asString();
        } catch (JacksonException e) {
            throw wrong(null); // its message would quote the answer
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        // Its own time limits end with the headers; this one holds for the whole answer.
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new KmsException(
                    "Vault at " + address + " did not answer within " + timeout.toSeconds()
                            + " s; start the gateway again when it does.",
                    e);
        } catch (ExecutionException e) {
            throw new KmsException(
                    "Vault at " + address + " cannot be reached; the gateway needs it to start. Check the address, the"
                            + " network and Vault's certificate.",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KmsException("Asking Vault was interrupted.", e);
        } finally {
            client.shutdownNow();
        }
    }

    private KmsException refused(int status) {
        String why = switch (status) {
            case 400 -> "It knows no such key, or the wrapped master key is not under it: check master_key.key.";
            case 403 ->
                "The token is not good for it: it needs 'update' on transit/encrypt/" + key + " and transit/decrypt/"
                        + key + '.';
            case 404 -> "It has no transit engine there: check master_key.address.";
            case 429, 472, 473, 503 -> "It is sealed, on standby or busy: unseal it, then start the gateway again.";
            default -> "Look into Vault's own log.";
        };
        return new KmsException("Vault at " + address + " answered with status " + status + ". " + why, null);
    }

    private KmsException wrong(@Nullable Throwable cause) {
        return new KmsException(
                "What answers at " + address
                        + " does not answer as Vault's transit engine does: check master_key.address.",
                cause);
    }

    @Override
    public String toString() {
        return "Vault at " + address + ", key " + key;
    }
}
