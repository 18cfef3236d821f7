package dev.remit.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A closed loop: each connection sends its next request when it has the answer to the one before. One thread serves all
 * connections from requests that were built before, so that it takes little of the processors that it measures. Every
 * answer is looked into: what is not the row that was asked for fails the run.
 */
final class Loader {
    private static final int LARGEST_ANSWER = 64 << 10;

    private final Selector selector;
    private long[] latencies = new long[1 << 16];
    private int count;

    private Loader(Selector selector) {
        this.selector = selector;
    }

    /**
     * A request and a text that only the right answer to it holds.
     *
     * @param bytes the whole HTTP/1.1 request
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Request(ByteBuffer bytes, byte[] expected) {
        static Request of(String text, String expected) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new Request(
                    ByteBuffer.allocateDirect(bytes.length).put(bytes).flip(),
                    expected.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * What came of a run.
     *
     * @param nanos of each request, ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Result(long[] nanos, Duration took) {
        double perSecond() {
            return nanos.length * 1e9 / took.toNanos();
        }

        /** In microseconds. */
        double percentile(double share) {
            return nanos[(int) Math.min(nanos.length - 1, Math.round(share * nanos.length))] / 1e3;
        }
    }

    /** @param scripts for each connection, the requests that it sends again and again */
    static Result run(InetSocketAddress server, List<List<Request>> scripts, Duration duration) throws IOException {
        try (Selector selector = Selector.open()) {
            return new Loader(selector).run(server, scripts, duration.toNanos());
        }
    }

    private Result run(InetSocketAddress server, List<List<Request>> scripts, long duration) throws IOException {
        try {
            for (List<Request> script : scripts) {
                SocketChannel channel = SocketChannel.open(server);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Connection(channel, script));
            }
            long begin = System.nanoTime();
            for (SelectionKey key : selector.keys()) {
                ((Connection) key.attachment()).send();
            }
            long end = begin + duration;
            while (System.nanoTime() < end) {
                if (selector.select(key -> answered((Connection) key.attachment()), 1_000) == 0) {
                    stalled(end);
                }
            }
            long took = System.nanoTime() - begin;
            long[] nanos = Arrays.copyOf(latencies, count);
            Arrays.sort(nanos);
            return new Result(nanos, Duration.ofNanos(took));
        } catch (Unexpected e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        }
    }

    private static void stalled(long end) throws IOException {
        if (System.nanoTime() < end) {
            throw new IOException("no answer on any connection for a second");
        }
    }

    private void answered(Connection connection) {
        try {
            long nanos = connection.receive();
            if (nanos >= 0) {
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = nanos;
                connection.send();
            }
        } catch (IOException e) {
            throw new Unexpected(String.valueOf(e.getMessage()));
        }
    }

    /** Carries what is wrong with an answer out of the selector. */
    private static final class Unexpected extends RuntimeException {
        Unexpected(String message) {
            super(message);
        }
    }

    private static final class Connection {
        private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        private final SocketChannel channel;
        private final List<Request> script;
        private final ByteBuffer in = ByteBuffer.allocate(LARGEST_ANSWER);
        private int next;
        private long sent;
        private Request asked;

        Connection(SocketChannel channel, List<Request> script) {
            this.channel = channel;
            this.script = script;
            this.asked = script.getFirst();
        }

        void send() throws IOException {
            asked = script.get(next);
            next = (next + 1) % script.size();
            in.clear();
            sent = System.nanoTime();
            ByteBuffer out = asked.bytes().duplicate();
            while (out.hasRemaining()) {
                channel.write(out); // far smaller than a socket's buffer
            }
        }

        /** @return the nanoseconds that the answer took, or -1 while it is not whole */
        long receive() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("the server closed a connection");
            }
            byte[] bytes = in.array();
            int end = in.position();
            int head = find(bytes, 0, end, HEAD_END);
            if (head < 0) {
                return -1;
            }
            int body = head + HEAD_END.length;
            int length = length(bytes, head);
            boolean whole = length >= 0
                    ? end - body >= length
                    : end - body >= LAST_CHUNK.length && find(bytes, end - LAST_CHUNK.length, end, LAST_CHUNK) >= 0;
            if (!whole) {
                return -1;
            }
            long nanos = System.nanoTime() - sent;
            if (find(bytes, 0, OK.length, OK) < 0 || find(bytes, body, end, asked.expected()) < 0) {
                throw new IOException("not the answer: " + new String(bytes, 0, end, StandardCharsets.UTF_8));
            }
            return nanos;
        }

        /** The body's length, or -1 where it comes in chunks. */
        private static int length(byte[] bytes, int head) {
            for (int at = 1; at < head; at++) {
                if (bytes[at - 1] == '\n' && startsWithIgnoringCase(bytes, at, head)) {
                    int length = 0;
                    for (int i = at + LENGTH.length; i < head && bytes[i] != '\r'; i++) {
                        length = bytes[i] == ' ' ? length : length * 10 + bytes[i] - '0';
                    }
                    return length;
                }
            }
            return -1;
        }

        private static boolean startsWithIgnoringCase(byte[] bytes, int at, int end) {
            if (end - at < LENGTH.length) {
                return false;
            }
            for (int i = 0; i < LENGTH.length; i++) {
                if ((bytes[at + i] | 0x20) != LENGTH[i] && bytes[at + i] != LENGTH[i]) {
                    return false;
                }
            }
            return true;
        }

        private static int find(byte[] bytes, int from, int to, byte[] wanted) {
            for (int at = from; at <= to - wanted.length; at++) {
                int same = 0;
                while (same < wanted.length && bytes[at + same] == wanted[same]) {
                    same++;
                }
                if (same == wanted.length) {
                    return at;
                }
            }
            return -1;
        }
    }
}
