package dev.remit.gateway.upstream;

import dev.remit.core.catalog.Means;
import dev.remit.core.template.RequestTemplate;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An upstream that can be asked to do something. Thread-safe. */
public interface Doing extends Asking {
    /** What would be sent, if anything can be. */
    sealed interface Prepared {
        /** @param call sends it, each time that it is called */
        record Ready(Call call) implements Prepared {}

        /** @param why a value does not fit its place; quotes nothing of it */
        record Unfit(String why) implements Prepared {}
    }

    /** A call of the upstream that is ready to be sent. */
    interface Call {
        Outcome send(ResponseShape shape);
    }

    /**
     * Puts values in, and sends nothing.
     *
     * @param means of the kind that this upstream takes
     * @param values by placeholder, one for each
     */
    Prepared prepare(Means means, Map<String, @Nullable Object> values);

    /** The status that a request which only reads is answered by; empty where there was no whole answer. */
    OptionalInt status(RequestTemplate request, Map<String, @Nullable Object> values);

    /** The longest that the upstream is given for a call. */
    Duration timeout();
}
