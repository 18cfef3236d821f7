package dev.remit.gateway.config;

import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import dev.remit.gateway.key.VaultTransit;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where {@code remit.yaml} says that the master key comes from. */
public sealed interface MasterKeySetting {
    /** The key itself, in base64, is where that leads. */
    record Reference(String reference) implements MasterKeySetting {}

    /**
     * Vault's transit engine unwraps it.
     *
     * @param address https, or on loopback
     * @param key the name of Vault's key
     * @param token a reference to the token
     */
    record Vault(URI address, String key, String token) implements MasterKeySetting {}

    /** What is known of KMSs. */
    enum Service {
        VAULT
    }

    Key<Service> KMS = Key.required(
            "kms", Shapes.choice(Service.values(), service -> "vault"), "Which service unwraps the master key.");
    Key<String> ADDRESS = Key.required(
            "address",
            Shapes.text(
                    "an address such as https://vault.example:8200",
                    Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~/-]*)?"),
                    500),
            "Where the service is; https, unless on loopback.");
    Key<String> NAME = Key.required(
            "key",
            Shapes.text("the name of a key", Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}"), 128),
            "The name of the service's key.");
    Key<String> TOKEN = Key.required("token", Shapes.reference(), "A reference to the token for the service.");

    /** A reference, or a KMS. */
    Shape<Located<Object>> SHAPE = Shapes.either(
            Shapes.reference(),
            reference -> new Located<>(new Reference(reference.value()), reference.at()),
            ObjectShape.of("a KMS", KMS, ADDRESS, NAME, TOKEN),
            kms -> new Located<>(kms.value(), kms.at()));

    /** What was read, checked; null where there is nothing, or nothing good. */
    static @Nullable MasterKeySetting of(@Nullable Located<Object> read, Findings findings) {
        return switch (read == null ? null : read.value()) {
            case Reference reference -> reference;
            case Values values -> vault(values, findings);
            case null, default -> null;
        };
    }

    private static @Nullable MasterKeySetting vault(Values values, Findings findings) {
        String address = values.get(ADDRESS);
        String key = values.get(NAME);
        String token = values.get(TOKEN);
        if (values.get(KMS) == null || address == null || key == null || token == null) {
            return null;
        }
        if (!reachableSafely(address)) {
            findings.error(
                    "unsafe-address",
                    values.at(ADDRESS),
                    "A token would be sent to " + address + " without TLS.",
                    "Write https://, or an address on loopback.");
            return null;
        }
        return new Vault(URI.create(address), key, token);
    }

    private static boolean reachableSafely(String address) {
        try {
            return VaultTransit.safe(URI.create(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
