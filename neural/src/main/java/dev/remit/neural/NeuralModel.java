package dev.remit.neural;

import dev.remit.privacy.detect.Findings;
import dev.remit.privacy.detect.RecogniserPlugin;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A model and what it was opened for. It runs on few threads of its own, at most half of the processors, whoever asks:
 * native code holds the thread that it runs on, and a virtual one would hold that of many others.
 *
 * <p>A text that is longer than the model reads at once is read in windows, of which each has a quarter in common with the
 * one before; of a token in two windows the more probable counts. The work is linear in the length of a text.
 */
final class NeuralModel implements RecogniserPlugin.Model {
    /** Fewer tokens at once say too little of each other. */
    private static final int FEWEST = 8;

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration LAST_WAIT = Duration.ofSeconds(10);

    private final Network network;
    private final Tokenizer tokenizer;
    private final Labels labels;
    private final int window;
    private final double least;
    private final Duration within;
    private final ThreadPoolExecutor threads;
    private boolean released;

    private NeuralModel(
            Network network, Tokenizer tokenizer, Labels labels, int window, RecogniserPlugin.Wanted wanted) {
        this.network = network;
        this.tokenizer = tokenizer;
        this.labels = labels;
        this.window = window;
        this.least = wanted.least();
        this.within = wanted.within();
        int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("remit-neural-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    static NeuralModel open(RecogniserPlugin.Wanted wanted) throws NotUsable {
        ModelFolder folder = ModelFolder.of(wanted.model());
        Labels labels = Labels.of(folder.labels(), wanted.kinds());
        Tokenizer tokenizer = Tokenizer.of(folder.tokenizer());
        try {
            int window = Math.min(folder.longest(), tokenizer.longest()) - tokenizer.around();
            if (window < FEWEST) {
                throw new NotUsable(
                        "The model in " + wanted.model() + " reads too little at once: " + window
                                + " tokens of a text.",
                        "See 'max_position_embeddings' in config.json and 'truncation' in tokenizer.json.");
            }
            Network network = Network.of(folder.network(), labels.count());
            try {
                return tried(new NeuralModel(network, tokenizer, labels, window, wanted), wanted);
            } catch (NotUsable e) {
                network.close();
                throw e;
            }
        } catch (NotUsable e) {
            tokenizer.close();
            throw e;
        }
    }

    /** Reads something short, so that a model that never works is refused now. */
    private static NeuralModel tried(NeuralModel model, RecogniserPlugin.Wanted wanted) throws NotUsable {
        byte[] text = {'A', ' ', 't', 'e', 's', 't'};
        try {
            model.read(Letters.of(text, 0, text.length), new Findings());
            return model;
        } catch (RuntimeException e) {
            model.threads.shutdown();
            throw new NotUsable(
                    "The model in " + wanted.model() + " cannot read a short text: " + NotUsable.brief(e) + ".",
                    "Take model.onnx, tokenizer.json and config.json from one and the same export.");
        }
    }

    @Override
    public Pass pass() {
        return (utf8, from, to, _, _, found) -> {
            Letters letters = Letters.of(utf8, from, to);
            if (!letters.isBlank()) {
                found(letters, found);
            }
        };
    }

    /** Reads on a thread of the model's, which adds nothing once nobody waits for it any more. */
    private void found(Letters letters, Findings found) {
        Future<Findings> reading;
        try {
            reading = threads.submit(() -> read(letters, new Findings()));
        } catch (RejectedExecutionException e) {
            throw new RecogniserPlugin.Failure("a neural model is closed, so it reads no texts any more");
        }
        try {
            Findings read = reading.get(within.toNanos(), TimeUnit.NANOSECONDS);
            for (int i = 0; i < read.size(); i++) {
                found.add(read.kind(i), read.start(i), read.end(i), read.tier(i), read.why(i));
            }
        } catch (ExecutionException e) {
            // Whatever else it was, its message may quote the text.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String why = cause instanceof RecogniserPlugin.Failure told
                    ? String.valueOf(told.getMessage())
                    : "a neural model failed: " + cause.getClass().getName();
            throw new RecogniserPlugin.Failure(why);
        } catch (TimeoutException e) {
            reading.cancel(true);
            throw new RecogniserPlugin.Failure("a neural model did not read a part of a text within " + within);
        } catch (InterruptedException e) {
            reading.cancel(true);
            Thread.currentThread().interrupt();
            throw new RecogniserPlugin.Failure("a neural model was not waited for");
        }
    }

    private Findings read(Letters letters, Findings found) {
        Tokenizer.Pieces pieces = tokenizer.pieces(letters.text());
        double[] most = new double[pieces.size()];
        int[] kinds = new int[pieces.size()];
        int step = window - window / 4;
        for (int from = 0; from < pieces.size(); from += step) {
            if (Thread.interrupted()) {
                throw new RecogniserPlugin.Failure("a neural model was not waited for");
            }
            int to = Math.min(pieces.size(), from + window);
            judge(network.logits(tokenizer.framed(pieces, from, to)), from, to, kinds, most);
            if (to == pieces.size()) {
                break;
            }
        }
        Spans spans = new Spans(letters, labels, found);
        for (int i = 0; i < pieces.size(); i++) {
            if (most[i] >= least) {
                spans.add(kinds[i], pieces.start(i), pieces.end(i), most[i]);
            }
        }
        spans.finish();
        return found;
    }

    private void judge(float[] logits, int from, int to, int[] kinds, double[] most) {
        double[] probabilities = new double[labels.kinds()];
        for (int i = from; i < to; i++) {
            labels.probabilities(logits, (tokenizer.before() + i - from) * labels.count(), probabilities);
            for (int kind = 0; kind < probabilities.length; kind++) {
                if (probabilities[kind] > most[i]) {
                    most[i] = probabilities[kind];
                    kinds[i] = kind;
                }
            }
        }
    }

    /** What has not ended long after nobody waits for it any more is left alone: taking its model away would be a crash. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (threads.awaitTermination(within.plus(LAST_WAIT).toNanos(), TimeUnit.NANOSECONDS)) {
                release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void release() {
        if (!released) {
            released = true;
            network.close();
            tokenizer.close();
        }
    }
}
