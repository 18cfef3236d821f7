package dev.remit.gateway.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The public part of a record, version 1: JSON with these members in this order, no white space and no escapes.
 *
 * <pre>{"v":1,"id":"01kb…","at":1795000000000,"keep":365,"payload_keep":30,"facts":"…","sidecar":"…",
 * "payload":"…"}</pre>
 *
 * <p>It names nobody. {@code facts} is the commitment over all facts, see {@link Commitments}; {@code sidecar} and
 * {@code payload} are the SHA-256 of the sealed facts and of the sealed payload; all three in base64 (RFC 4648, section 4).
 * A record has one encoding: {@link #read} takes exactly what {@link #encode} makes, so equal leaves are equal bytes.
 *
 * @param id the correlation id
 * @param at milliseconds since 1970
 * @param keep for how many days after that the sidecar is kept, at least 1
 * @param payloadKeep for how many days the sealed payload is kept, 1 to {@code keep}; 0 where there is none, and then it
 *     is not written
 * @param payload null where there is none
 */
public record Leaf(
        String id,
        long at,
        int keep,
        int payloadKeep,
        String facts,
        String sidecar,
        @Nullable String payload) {
    private static final int LONGEST_ID = 64;

    private static final String BEGIN = "{\"v\":1,";
    private static final String DIGEST = "([A-Za-z0-9+/]{43}=)";
    private static final Pattern FORM =
            Pattern.compile("\\{\"v\":1,\"id\":\"([A-Za-z0-9_-]{1,64})\",\"at\":(0|[1-9][0-9]{0,17})"
                    + ",\"keep\":([1-9][0-9]{0,8})(?:,\"payload_keep\":([1-9][0-9]{0,8}))?,\"facts\":\"" + DIGEST
                    + "\",\"sidecar\":\"" + DIGEST
                    + "\"(?:,\"payload\":\"" + DIGEST
                    + "\")?\\}");

    /** Whether it has 1 to 64 letters, digits, _ and -; a loop, because it runs for every record. */
    static boolean isId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '_' && c != '-') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_ID;
    }

    /** The bytes, in ASCII. */
    public byte[] encode() {
        String text = head() + ",\"facts\":\"" + facts + "\",\"sidecar\":\"" + sidecar
                + (payload == null ? "\"}" : "\",\"payload\":\"" + payload + "\"}");
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** All but the digests: what the sealed parts are bound to. */
    String head() {
        return head(id, at, keep, payloadKeep);
    }

    static String head(String id, long at, int keep, int payloadKeep) {
        return BEGIN + "\"id\":\"" + id + "\",\"at\":" + at + ",\"keep\":" + keep
                + (payloadKeep == 0 ? "" : ",\"payload_keep\":" + payloadKeep);
    }

    /** @throws IllegalArgumentException if the bytes are not a leaf of this version */
    public static Leaf read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    text.startsWith("{\"v\":") && !text.startsWith(BEGIN)
                            ? "the leaf is of another version than 1, the only one that this build reads"
                            : "this is no leaf of version 1: it was changed, or written by another build");
        }
        Leaf leaf = new Leaf(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4)),
                canonical(matcher.group(5)),
                canonical(matcher.group(6)),
                matcher.group(7) == null ? null : canonical(matcher.group(7)));
        boolean fits =
                leaf.payload == null ? leaf.payloadKeep == 0 : leaf.payloadKeep > 0 && leaf.payloadKeep <= leaf.keep;
        if (!fits || !Arrays.equals(leaf.encode(), bytes)) {
            throw new IllegalArgumentException(
                    "this is no leaf of version 1: it was changed, or written by another build");
        }
        return leaf;
    }

    /** The last digit of a digest holds two bits that mean nothing, and have to be 0. */
    private static String canonical(String digest) {
        if (!base64(Base64.getDecoder().decode(digest)).equals(digest)) {
            throw new IllegalArgumentException("this is no leaf of version 1: a digest is not in its one form");
        }
        return digest;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
