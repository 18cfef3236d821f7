package dev.remit.neural;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cuts a text into the pieces that a model knows, as {@code tokenizer.json} says. Thread-safe until it is closed. */
final class Tokenizer implements AutoCloseable {
    private static final String ADVICE = "Take the tokenizer.json that comes with the model.";

    private final long handle;
    private final int longest;
    private final long[] before;
    private final long[] behind;

    /** The pieces of a text, in order: what the model calls them, and their code points. */
    static final class Pieces {
        private final long[] ids;
        private final int[] starts;
        private final int[] ends;

        private Pieces(long[] ids, int[] starts, int[] ends) {
            this.ids = ids;
            this.starts = starts;
            this.ends = ends;
        }

        int size() {
            return ids.length;
        }

        /** The first code point of a piece. */
        int start(int index) {
            return starts[index];
        }

        /** The code point behind a piece; its start, where it is of nothing in the text. */
        int end(int index) {
            return ends[index];
        }
    }

    /** The library, loaded once for each class loader; a file in use is deleted at the process's end. */
    private static final class Native {
        static final TokenizersLibrary LIBRARY = load();

        private static TokenizersLibrary load() {
            String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            String machine = System.getProperty("os.arch", "");
            String place = system.contains("linux") ? "linux" : system.contains("mac") ? "osx" : "unsupported";
            String processor = machine.equals("amd64") ? "x86_64" : machine;
            String name = "/native/lib/" + place + "-" + processor + "/cpu/" + System.mapLibraryName("tokenizers");
            try (InputStream in = TokenizersLibrary.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new UnsatisfiedLinkError("there is no native code for " + system + " on " + machine);
                }
                Path folder = Files.createTempDirectory("remit-neural"); // only its owner may write there
                Path library = folder.resolve(System.mapLibraryName("tokenizers"));
                Files.copy(in, library);
                folder.toFile().deleteOnExit();
                library.toFile().deleteOnExit();
                System.load(library.toString());
                return TokenizersLibrary.LIB;
            } catch (IOException e) {
                throw new IllegalStateException("its native code cannot be written to the temporary folder", e);
            }
        }
    }

    private Tokenizer(long handle, int longest, long[] before, long[] behind) {
        this.handle = handle;
        this.longest = longest;
        this.before = before;
        this.behind = behind;
    }

    static Tokenizer of(Path file) throws NotUsable {
        TokenizersLibrary library = library();
        long handle = 0;
        try {
            handle = library.createTokenizerFromString(Files.readString(file));
            int longest = library.getMaxLength(handle);
            library.disableTruncation(handle);
            library.disablePadding(handle);
            return framed(handle, longest > 0 ? longest : Integer.MAX_VALUE);
        } catch (IOException | RuntimeException e) {
            if (handle != 0) {
                library.deleteTokenizer(handle);
            }
            throw new NotUsable(file + " cannot be used as a tokenizer: " + NotUsable.brief(e) + ".", ADVICE);
        }
    }

    private static TokenizersLibrary library() throws NotUsable {
        try {
            return Native.LIBRARY;
        } catch (LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new NotUsable(
                    "The tokenizer's native code cannot be loaded: " + NotUsable.brief(cause) + ".",
                    "Use Linux with glibc 2.34 or newer, or macOS, with a temporary folder that programs may be loaded from.");
        }
    }

    /** Learns from a short text what stands around each. */
    private static Tokenizer framed(long handle, int longest) {
        Tokenizer bare = new Tokenizer(handle, longest, new long[0], new long[0]);
        long[] plain = bare.ids("a", false);
        long[] all = bare.ids("a", true);
        for (int first = 0; first + plain.length <= all.length; first++) {
            if (Arrays.equals(plain, Arrays.copyOfRange(all, first, first + plain.length))) {
                return new Tokenizer(
                        handle,
                        longest,
                        Arrays.copyOf(all, first),
                        Arrays.copyOfRange(all, first + plain.length, all.length));
            }
        }
        throw new IllegalStateException("what it puts around a text changes the text");
    }

    private long[] ids(String text, boolean special) {
        long encoding = Native.LIBRARY.encode(handle, text, special);
        try {
            return Native.LIBRARY.getTokenIds(encoding);
        } finally {
            Native.LIBRARY.deleteEncoding(encoding);
        }
    }

    /** The most tokens of which it says that the model reads them at once. */
    int longest() {
        return longest;
    }

    /** How many tokens stand around those of a text. */
    int around() {
        return before.length + behind.length;
    }

    /** How many stand before them. */
    int before() {
        return before.length;
    }

    /** Some pieces of a text with what a model wants to stand around them. */
    long[] framed(Pieces pieces, int from, int to) {
        long[] all = Arrays.copyOf(before, around() + to - from);
        System.arraycopy(pieces.ids, from, all, before.length, to - from);
        System.arraycopy(behind, 0, all, before.length + to - from, behind.length);
        return all;
    }

    /** Without what stands around them. */
    Pieces pieces(String text) {
        long encoding = Native.LIBRARY.encode(handle, text, false);
        try {
            long[] ids = Native.LIBRARY.getTokenIds(encoding);
            @Nullable CharSpan[] spans = Native.LIBRARY.getTokenCharSpans(encoding);
            int[] starts = new int[ids.length];
            int[] ends = new int[ids.length];
            for (int i = 0; i < ids.length; i++) {
                CharSpan span = spans[i];
                if (span != null) {
                    starts[i] = span.getStart();
                    ends[i] = span.getEnd();
                }
            }
            return new Pieces(ids, starts, ends);
        } finally {
            Native.LIBRARY.deleteEncoding(encoding);
        }
    }

    @Override
    public void close() {
        Native.LIBRARY.deleteTokenizer(handle);
    }
}
