package dev.remit.gateway.tool;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.decision.Read;
import dev.remit.gateway.key.Aead;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Cursors: where a page ended, sealed to the grant and the query. The key that breaks ties may be a column that is not
 * granted, so nobody but the gateway may read it, and nobody may make one up. Thread-safe.
 */
public final class Cursors {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 8_192;

    /** Cursors are as long as the next multiple of so many bytes: a key that is not granted does not tell its length. */
    private static final int STEP = 256;

    private final Aead aead;

    public Cursors(Aead aead) {
        this.aead = aead;
    }

    /** @param query the query without its page, as text */
    public String seal(Read.Position position, String grantId, String query) {
        ArrayNode plain = JSON.createArrayNode();
        Object orderValue = position.orderValue();
        if (orderValue == null) {
            plain.addNull();
        } else {
            plain.add(orderValue.toString());
        }
        plain.add(position.key().toString());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(aead.seal(padded(JSON.writeValueAsBytes(plain)), context(grantId, query)));
    }

    /** The position, or null where the cursor is not one of this grant and query. */
    Read.@Nullable Position open(String cursor, String grantId, String query, Field key, Read.@Nullable Order order) {
        if (cursor.length() > LONGEST) {
            return null;
        }
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return null;
        }
        byte[] plain = aead.open(sealed, context(grantId, query));
        if (plain == null) {
            return null;
        }
        JsonNode parts = JSON.readTree(plain);
        Object orderValue = order == null || parts.get(0).isNull()
                ? null
                : value(order.field().type(), parts.get(0).asString());
        return new Read.Position(orderValue, value(key.type(), parts.get(1).asString()));
    }

    /** With blanks behind it, which mean nothing to a reader of JSON. */
    private static byte[] padded(byte[] json) {
        byte[] padded = Arrays.copyOf(json, (json.length / STEP + 1) * STEP);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private static byte[] context(String grantId, String query) {
        return (grantId + '\n' + query).getBytes(StandardCharsets.UTF_8);
    }

    private static Object value(FieldType type, String text) {
        return switch (type) {
            case TEXT -> text;
            case INTEGER -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> Instant.parse(text);
        };
    }
}
