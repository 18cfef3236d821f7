package dev.remit.gateway.source;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The bytes that one read has brought so far, roughly as the wire would carry them. For one thread. */
final class ByteCount {
    private static final int OF_A_NUMBER = 8;

    private final long most;
    private long sum;

    ByteCount(long most) {
        this.most = most;
    }

    void add(@Nullable Object value) throws TooLarge {
        sum += switch (value) {
            case null -> 1;
            case String text -> CodePoints.utf8Length(text);
            case BigDecimal decimal -> decimal.precision();
            default -> OF_A_NUMBER;
        };
        if (sum > most) {
            throw new TooLarge();
        }
    }
}
