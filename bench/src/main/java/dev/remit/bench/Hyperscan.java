package dev.remit.bench;

import com.gliwka.hyperscan.jni.hs_compile_error_t;
import com.gliwka.hyperscan.jni.hs_database_t;
import com.gliwka.hyperscan.jni.hs_scratch_t;
import com.gliwka.hyperscan.jni.hyperscan;
import com.gliwka.hyperscan.jni.match_event_handler;
import com.gliwka.hyperscan.wrapper.CompileErrorException;
import com.gliwka.hyperscan.wrapper.Database;
import com.gliwka.hyperscan.wrapper.Expression;
import com.gliwka.hyperscan.wrapper.ExpressionFlag;
import com.gliwka.hyperscan.wrapper.Match;
import com.gliwka.hyperscan.wrapper.Scanner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToLongFunction;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** The same regular expressions in Hyperscan, by way of hyperscan-java, both BSD-3-Clause. */
final class Hyperscan {
    private Hyperscan() {}

    /** As its Java API has it: each match with its begin and its end, once for each end that it may have. */
    static ToLongFunction<byte[]> spans() {
        List<Expression> kinds = Patterns.KINDS.stream()
                .map(kind -> new Expression(kind, ExpressionFlag.SOM_LEFTMOST))
                .toList();
        Scanner scanner = new Scanner();
        Database database = compile(kinds);
        scanner.allocScratch(database);
        return text -> {
            long sum = 0;
            for (Match match : scanner.scan(database, new String(text, StandardCharsets.ISO_8859_1))) {
                sum += match.getEndPosition() - match.getStartPosition();
            }
            return sum;
        };
    }

    private static Database compile(List<Expression> kinds) {
        try {
            return Database.compile(kinds);
        } catch (CompileErrorException e) {
            throw new IllegalStateException("the expressions do not compile", e);
        }
    }

    /** The engine below it: only where matches end is told, and counted; the text is copied out of the heap. */
    static ToLongFunction<byte[]> ends() {
        int count = Patterns.KINDS.size();
        PointerPointer<hs_database_t> compiled = new PointerPointer<>(1);
        PointerPointer<hs_compile_error_t> error = new PointerPointer<>(1);
        int[] none = new int[count];
        require(hyperscan.hs_compile_multi(
                new PointerPointer<>(Patterns.KINDS.toArray(String[]::new)),
                new IntPointer(none),
                new IntPointer(none),
                count,
                hyperscan.HS_MODE_BLOCK,
                null,
                compiled,
                error));
        hs_database_t database = new hs_database_t(compiled.get(0));
        hs_scratch_t scratch = new hs_scratch_t();
        require(hyperscan.hs_alloc_scratch(database, scratch));
        Ends ends = new Ends();
        BytePointer copy = new BytePointer(1 << 20);
        return text -> {
            ends.count = 0;
            copy.position(0).put(text, 0, text.length);
            require(hyperscan.hs_scan(database, copy, text.length, 0, scratch, ends, null));
            return ends.count;
        };
    }

    private static void require(int code) {
        if (code != hyperscan.HS_SUCCESS) {
            throw new IllegalStateException("Hyperscan answers " + code);
        }
    }

    /** Counts. */
    private static final class Ends extends match_event_handler {
        private long count;

        @Override
        public int call(int id, long from, long to, int flags, Pointer context) {
            count++;
            return 0;
        }
    }
}
