package dev.remit.gateway.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads when a file of the configuration folder changes. It looks at names, sizes and times every second instead of
 * waiting for events, since those do not come from every file system; and it waits until two looks in a row agree, so
 * that a half-copied folder is not loaded.
 */
public final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Configuration configuration;
    private final CountDownLatch closing = new CountDownLatch(1);

    private FolderWatch(Configuration configuration) {
        this.configuration = configuration;
    }

    public static FolderWatch start(Configuration configuration) {
        FolderWatch watch = new FolderWatch(configuration);
        Map<Path, String> served = watch.look();
        Thread.ofVirtual().name("remit-folder-watch").start(() -> watch.run(served));
        return watch;
    }

    private void run(Map<Path, String> first) {
        Map<Path, String> served = first;
        Map<Path, String> before = first;
        try {
            while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                Map<Path, String> now = look();
                if (now.equals(before) && !now.equals(served)) {
                    served = now;
                    reload();
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A reload that fails must not end the watch. */
    private void reload() {
        try {
            configuration.reload();
        } catch (RuntimeException e) {
            LOG.error("The configuration was not reloaded; the old one goes on serving", e);
        }
    }

    private Map<Path, String> look() {
        Map<Path, String> seen = new TreeMap<>();
        for (Path inside : configuration.watched()) {
            try (Stream<Path> files = Files.isDirectory(inside) ? Files.list(inside) : Stream.of(inside)) {
                files.filter(Files::isRegularFile).forEach(file -> seen.put(file, stamp(file)));
            } catch (IOException | UncheckedIOException e) {
                LOG.warn("The configuration folder cannot be looked at: {}", e.getMessage());
            }
        }
        return seen;
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis() + "/" + Files.size(file);
        } catch (IOException e) {
            return "gone";
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
