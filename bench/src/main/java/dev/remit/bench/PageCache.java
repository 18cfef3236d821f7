package dev.remit.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Linux's cache of files, as far as a benchmark must know that something is not in it. */
final class PageCache {
    /** {@code POSIX_FADV_DONTNEED} of Linux. */
    private static final int DONT_NEED = 4;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPEN =
            c("open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle ADVISE = c(
            "posix_fadvise",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            c("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private PageCache() {}

    /** Drops the content of a file that was synced. Its name and its inode stay known. */
    static void drop(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file.toString());
            int opened = (int) OPEN.invokeExact(name, 0);
            if (opened < 0) {
                throw new IllegalStateException(file + " could not be opened");
            }
            int refused = (int) ADVISE.invokeExact(opened, 0L, 0L, DONT_NEED);
            int unclosed = (int) CLOSE.invokeExact(opened);
            if (refused != 0 || unclosed != 0) {
                throw new IllegalStateException(file + " could not be dropped: " + refused);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle c(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type);
    }
}
