package dev.remit.gateway.http;

/** What became of reading a request's body. */
public sealed interface Body {
    /** All of it. */
    final class Whole implements Body {
        private final byte[] bytes;

        Whole(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The bytes, empty where the request had no body; not copied, so not to be changed. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /**
     * It is longer than allowed; nothing of it was kept.
     *
     * @param cap the longest body in bytes
     */
    record TooLarge(int cap) implements Body {}

    /** The sender stopped before its end, or its chunks are malformed. */
    record Broken() implements Body {}
}
