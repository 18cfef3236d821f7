package dev.remit.gateway.record;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Each place where a record's bytes are read before, or without, a key that vouches for them, with what holds for all
 * bytes: they are read whole or refused with a reason, what is read has that one form, and memory stays in proportion to
 * the input.
 */
enum RecordSurface {
    LEAF(RecordSurface::leaf),
    SIDECAR(RecordSurface::sidecar),
    FACTS(RecordSurface::facts),
    DISCLOSED(RecordSurface::disclosed);

    private static final long BASE = 1L << 20;
    private static final long PER_BYTE = 400;
    private static final String DIGEST = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final Leaf OTHER = new Leaf("id", 0, 1, 0, DIGEST, DIGEST, null);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @SuppressWarnings("ImmutableEnumChecker") // a function without state; the annotation that says so is not of the JDK
    private final Consumer<byte[]> reader;

    RecordSurface(Consumer<byte[]> reader) {
        this.reader = reader;
    }

    /**
     * Reads.
     *
     * @return whether the input was accepted
     * @throws AssertionError when something does not hold that must
     */
    boolean read(byte[] input) {
        long most = BASE + PER_BYTE * input.length;
        Reading reading = once(input);
        for (int again = 0; again < 3 && reading.memory() > most; again++) {
            reading = once(input); // the first time classes may have been loaded
        }
        if (reading.memory() > most) {
            throw new AssertionError("reading " + input.length + " bytes takes " + reading.memory()
                    + " bytes of memory, and at most " + most + " may be");
        }
        return reading.accepted();
    }

    /** The folder with its seeds. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    private record Reading(boolean accepted, long memory) {}

    private Reading once(byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean accepted = true;
        try {
            reader.accept(input);
        } catch (Refused refused) {
            accepted = false;
        }
        return new Reading(accepted, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    /** What a parser throws that does not take the bytes; nothing else counts as that. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(IllegalArgumentException because) {
            super(because);
        }
    }

    private interface Parser<T> {
        T parse(byte[] input);
    }

    private static <T> T parsed(Parser<T> parser, byte[] input) {
        try {
            return parser.parse(input);
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            if (message == null || message.isBlank()) {
                throw new AssertionError("refused without a reason", e);
            }
            throw new Refused(e);
        }
    }

    private static void same(byte[] input, byte[] output) {
        if (!Arrays.equals(input, output)) {
            throw new AssertionError("accepted in another form than " + Arrays.toString(output));
        }
    }

    private static void same(Object one, Object other) {
        if (!one.equals(other)) {
            throw new AssertionError("written and read again, " + one + " is " + other);
        }
    }

    private static void leaf(byte[] input) {
        same(input, parsed(Leaf::read, input).encode());
    }

    private static void sidecar(byte[] input) {
        SidecarParts parts = parsed(SidecarParts::read, input);
        same(input, parts.encode());
        String key = parts.keyId();
        if (key != null && key.length() != 2 * SidecarParts.ID_BYTES) {
            throw new AssertionError("a key's id of " + key.length() + " digits");
        }
        SidecarParts.read(parts.withoutPayload().encode());
        SidecarParts.read(parts.withoutFacts().encode());
    }

    private static void facts(byte[] input) {
        FactSet facts = parsed(FactBytes::decode, input);
        same(input, FactBytes.encode(input, facts));
        if (Commitments.each(input).length != facts.size() * Commitments.LENGTH) {
            throw new AssertionError("not one commitment for each fact");
        }
    }

    /** JSON has many forms; but what one says, a second one says, too. */
    private static void disclosed(byte[] input) {
        DisclosedFacts shown = parsed(DisclosedFacts::read, input);
        byte[] again = shown.encode();
        same(shown, DisclosedFacts.read(again));
        same(again, DisclosedFacts.read(again).encode());
        if (shown.check(OTHER).isEmpty()) {
            throw new AssertionError("proven by a leaf that commits to something else");
        }
    }
}
