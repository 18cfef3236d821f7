package dev.remit.gateway.cli.scan;

import dev.remit.privacy.detect.DetectorScan;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A copy before it is clean: what stands beside a finding may be one only once that is gone, so it is read again until
 * nothing more is found. In temporary files that only their owner may read, and that go. For one thread.
 */
final class Rough implements AutoCloseable {
    /** Two are usual; more is no text that settles. */
    static final int MOST_PASSES = 10;

    private Path file;
    private final OutputStream out;

    Rough() throws IOException {
        file = fresh();
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    private static Path fresh() throws IOException {
        return Files.createTempFile("remit-scan", ".part");
    }

    /** For the first pass. */
    OutputStream stream() {
        return out;
    }

    /**
     * Ends the first pass and makes as many others as it takes.
     *
     * @return how much more was found
     * @throws IOException also where it does not come to an end
     */
    long settle(DetectorScan scan) throws IOException {
        out.close();
        long all = 0;
        for (int pass = 1; pass < MOST_PASSES; pass++) {
            long more = again(scan);
            all += more;
            if (more == 0) {
                return all;
            }
        }
        throw new IOException(
                "Something more is found in the clean copy each time it is read again, so there is none.");
    }

    private long again(DetectorScan scan) throws IOException {
        Path next = fresh();
        Pass pass;
        try (InputStream in = Files.newInputStream(file);
                OutputStream to = new BufferedOutputStream(Files.newOutputStream(next), 1 << 16)) {
            pass = new Pass(to);
            new LongText(in, scan, pass).read();
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(next);
            throw failure;
        }
        Files.delete(file);
        file = next;
        return pass.found;
    }

    void copyTo(OutputStream clean) throws IOException {
        Files.copy(file, clean);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }

    /** Takes out what is found, without saying so. */
    private static final class Pass implements LongText.Listener {
        private final OutputStream to;
        private long found;

        Pass(OutputStream to) {
            this.to = to;
        }

        @Override
        public void found(Spot spot) throws IOException {
            if (spot.isReplacement()) {
                to.write(spot.value().getBytes(StandardCharsets.UTF_8));
            } else {
                found++;
                to.write(Spot.replacement(spot.kind()));
            }
        }

        @Override
        public void clean(byte[] utf8, int from, int to) throws IOException {
            this.to.write(utf8, from, to - from);
        }

        @Override
        public void progress(long bytes) {
            // the first pass has shown how far it is
        }
    }
}
