package dev.remit.privacy.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A pattern of digits as libphonenumber's metadata has them, as a table with a row for each state, so that a number is told
 * by one look for each of its digits and without anything to collect. The patterns have digits, classes of digits, groups,
 * alternatives, {@code ?}, counts and {@code $}, and nothing without an end, so that the table is small. Immutable and
 * thread-safe.
 */
final class DigitPattern {
    private static final int DIGITS = 10;

    /** What stands for the end of a number, besides the digits. */
    private static final int END = DIGITS;

    private static final int SYMBOLS = DIGITS + 1;

    /** Where nothing matches any more; the first state of all is the next one. */
    private static final int DEAD = 0;

    private static final int START = 1;

    private final short[] next;
    private final boolean[] accepts;

    private DigitPattern(short[] next, boolean[] accepts) {
        this.next = next;
        this.accepts = accepts;
    }

    /** @throws IllegalArgumentException if it has more than these patterns have */
    static DigitPattern of(String expression) {
        Compiler compiler = new Compiler();
        return compiler.table(compiler.before(compiler.accepting, new Parser(expression).all()));
    }

    /** Whether all digits from an index to another are the pattern; of ASCII. */
    boolean matches(byte[] digits, int from, int to) {
        int state = START;
        for (int i = from; i < to; i++) {
            state = next[state * SYMBOLS + digits[i] - '0'];
        }
        return accepts[state] || accepts[next[state * SYMBOLS + END]];
    }

    /** Whether digits begin with the pattern. */
    boolean begins(byte[] digits, int from, int to) {
        int state = START;
        for (int i = from; i < to && !accepts[state]; i++) {
            state = next[state * SYMBOLS + digits[i] - '0'];
        }
        return accepts[state] || accepts[next[state * SYMBOLS + END]];
    }

    /** What a pattern is made of. */
    private sealed interface Node {
        /** One of these digits, or the end, as bits. */
        record Symbol(int bits) implements Node {}

        record Sequence(List<Node> parts) implements Node {}

        record Choice(List<Node> alternatives) implements Node {}

        record Counted(Node what, int least, int most) implements Node {}
    }

    private static final class Parser {
        private final String expression;
        private int at;

        Parser(String expression) {
            this.expression = expression;
        }

        Node all() {
            Node all = choice();
            expect(at == expression.length());
            return all;
        }

        private void expect(boolean is) {
            if (!is) {
                throw new IllegalArgumentException(
                        "a pattern of digits that is not understood at " + at + ": " + expression);
            }
        }

        private boolean sees(char c) {
            return at < expression.length() && expression.charAt(at) == c;
        }

        private boolean takes(char c) {
            boolean is = sees(c);
            at += is ? 1 : 0;
            return is;
        }

        private Node choice() {
            List<Node> alternatives = new ArrayList<>();
            do {
                List<Node> parts = new ArrayList<>();
                while (at < expression.length() && !sees('|') && !sees(')')) {
                    parts.add(counted());
                }
                alternatives.add(new Node.Sequence(parts));
            } while (takes('|'));
            return new Node.Choice(alternatives);
        }

        private Node counted() {
            Node what = atom();
            if (takes('?')) {
                return new Node.Counted(what, 0, 1);
            }
            if (!takes('{')) {
                return what;
            }
            int close = expression.indexOf('}', at);
            expect(close > at);
            List<String> counts = List.of(expression.substring(at, close).split(",", -1));
            at = close + 1;
            return new Node.Counted(what, Integer.parseInt(counts.getFirst()), Integer.parseInt(counts.getLast()));
        }

        private Node atom() {
            if (takes('(')) {
                if (takes('?')) {
                    expect(takes(':'));
                }
                Node inner = choice();
                expect(takes(')'));
                return inner;
            }
            if (takes('[')) {
                return new Node.Symbol(set());
            }
            if (takes('\\')) {
                expect(takes('d'));
                return new Node.Symbol((1 << DIGITS) - 1);
            }
            return new Node.Symbol(takes('$') ? 1 << END : 1 << digit());
        }

        private int set() {
            int digits = 0;
            while (!takes(']')) {
                int first = digit();
                int last = takes('-') ? digit() : first;
                for (int digit = first; digit <= last; digit++) {
                    digits |= 1 << digit;
                }
            }
            return digits;
        }

        private int digit() {
            expect(at < expression.length() && expression.charAt(at) >= '0' && expression.charAt(at) <= '9');
            return expression.charAt(at++) - '0';
        }
    }

    /** Builds the states from the last to the first. */
    private static final class Compiler {
        /** For each state, which symbols lead on, and where to; none for a state that only stands for others. */
        private final List<Integer> symbols = new ArrayList<>();

        private final List<Integer> targets = new ArrayList<>();
        private final List<int[]> others = new ArrayList<>();
        private final int accepting = state(0, 0);

        private int state(int symbolBits, int target, int... same) {
            symbols.add(symbolBits);
            targets.add(target);
            others.add(same);
            return symbols.size() - 1;
        }

        /** The state that begins a part, given the one behind it. */
        int before(int behind, Node node) {
            return switch (node) {
                case Node.Symbol(int bits) -> state(bits, behind);
                case Node.Choice(List<Node> alternatives) ->
                    state(
                            0,
                            0,
                            alternatives.stream()
                                    .mapToInt(one -> before(behind, one))
                                    .toArray());
                case Node.Sequence(List<Node> parts) -> {
                    int first = behind;
                    for (Node part : parts.reversed()) {
                        first = before(first, part);
                    }
                    yield first;
                }
                case Node.Counted(Node what, int least, int most) -> {
                    int first = behind;
                    for (int count = most; count > 0; count--) {
                        int one = before(first, what);
                        first = count > least ? state(0, 0, one, behind) : one;
                    }
                    yield first;
                }
            };
        }

        /** Sets of states at once become the states of the table. */
        DigitPattern table(int start) {
            Map<BitSet, Integer> rows = new HashMap<>();
            List<BitSet> sets = new ArrayList<>();
            sets.add(new BitSet());
            rows.put(new BitSet(), DEAD);
            BitSet first = new BitSet();
            add(first, start);
            row(first, rows, sets);
            short[] next = new short[2 * SYMBOLS];
            for (int row = START; row < sets.size(); row++) {
                next = next.length < (row + 1) * SYMBOLS ? Arrays.copyOf(next, 2 * next.length) : next;
                for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                    BitSet to = new BitSet();
                    for (int i = sets.get(row).nextSetBit(0);
                            i >= 0;
                            i = sets.get(row).nextSetBit(i + 1)) {
                        if ((symbols.get(i) & 1 << symbol) != 0) {
                            add(to, targets.get(i));
                        }
                    }
                    next[row * SYMBOLS + symbol] = (short) row(to, rows, sets);
                }
            }
            boolean[] accepts = new boolean[sets.size()];
            for (int row = 0; row < accepts.length; row++) {
                accepts[row] = sets.get(row).get(accepting);
            }
            return new DigitPattern(Arrays.copyOf(next, accepts.length * SYMBOLS), accepts);
        }

        private int row(BitSet set, Map<BitSet, Integer> rows, List<BitSet> sets) {
            Integer known = rows.get(set);
            if (known != null) {
                return known;
            }
            if (sets.size() == Short.MAX_VALUE) {
                throw new IllegalArgumentException("a pattern of digits with too many states");
            }
            rows.put(set, sets.size());
            sets.add(set);
            return sets.size() - 1;
        }

        private void add(BitSet set, int state) {
            if (!set.get(state)) {
                set.set(state);
                for (int other : others.get(state)) {
                    add(set, other);
                }
            }
        }
    }
}
