package dev.remit.gateway.export;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The first bytes of a body; what comes after them is not read, and the connection ends. */
final class FirstBytes implements HttpResponse.BodySubscriber<byte[]> {
    static final int MOST = 64 * 1024;

    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final byte[] bytes = new byte[MOST];
    private int length;
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        Flow.Subscription open = Objects.requireNonNull(subscription);
        for (ByteBuffer buffer : part) {
            int taken = Math.min(buffer.remaining(), MOST - length);
            buffer.get(bytes, length, taken);
            length += taken;
        }
        if (length == MOST) {
            open.cancel();
            onComplete();
        } else {
            open.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(Arrays.copyOf(bytes, length));
    }
}
