package dev.remit.gateway.record;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * What is sealed as a record's facts: 32 secret bytes, the number of facts in 16 bits, and each fact as type ({@code s},
 * {@code n} or {@code b}), length of the name in 16 bits, name, length of the value in 32 bits, value. Numbers are unsigned
 * and big-endian; names and values are in UTF-8, numbers in decimal. A fact's bytes here are what its commitment is over.
 */
final class FactBytes {
    static final int SECRET = 32;

    /** Where the first fact begins. */
    static final int FIRST = SECRET + 2;

    private FactBytes() {}

    /** @param secret random; only the first {@value #SECRET} bytes count */
    static byte[] encode(byte[] secret, FactSet facts) {
        int count = facts.size();
        byte[][] names = new byte[count][];
        byte[][] values = new byte[count][];
        int length = FIRST;
        for (int i = 0; i < count; i++) {
            names[i] = facts.name(i).getBytes(StandardCharsets.UTF_8);
            values[i] = facts.value(i).toString().getBytes(StandardCharsets.UTF_8);
            length += 7 + names[i].length + values[i].length;
            if (names[i].length > FactSet.LONGEST_NAME || count > 0xffff) {
                throw new IllegalArgumentException("a fact's name is too long, or there are too many");
            }
        }
        ByteBuffer out = ByteBuffer.allocate(length).put(secret, 0, SECRET).putShort((short) count);
        for (int i = 0; i < count; i++) {
            out.put(type(facts.value(i)))
                    .putShort((short) names[i].length)
                    .put(names[i])
                    .putInt(values[i].length)
                    .put(values[i]);
        }
        return out.array();
    }

    /** One fact alone, as it stands among others. */
    static byte[] encode(String name, Object value) {
        byte[] all = encode(new byte[SECRET], FactSet.of(Map.of(name, value)));
        return Arrays.copyOfRange(all, FIRST, all.length);
    }

    /** The facts; exactly what {@link #encode} makes is taken. */
    static FactSet decode(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes).position(SECRET);
            int count = Short.toUnsignedInt(in.getShort());
            FactSet.Builder facts = new FactSet.Builder();
            String before = null;
            for (int i = 0; i < count; i++) {
                byte type = in.get();
                String name = text(in, Short.toUnsignedInt(in.getShort()));
                String value = text(in, in.getInt());
                if (before != null && before.compareTo(name) >= 0) {
                    throw new IllegalArgumentException("the facts are not in order");
                }
                before = name;
                put(facts, type, name, value);
            }
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("there is more than the facts");
            }
            return facts.build();
        } catch (BufferUnderflowException | CharacterCodingException e) {
            throw new IllegalArgumentException("the facts are cut off, or not UTF-8", e);
        }
    }

    private static void put(FactSet.Builder facts, byte type, String name, String value) {
        switch (type) {
            case 's' -> facts.put(name, value);
            case 'n' -> {
                long number = Long.parseLong(value);
                if (!Long.toString(number).equals(value)) {
                    throw new IllegalArgumentException("a number is not in its one form");
                }
                facts.put(name, number);
            }
            case 'b' -> {
                if (!value.equals("true") && !value.equals("false")) {
                    throw new IllegalArgumentException("a boolean is neither true nor false");
                }
                facts.put(name, value.equals("true"));
            }
            default -> throw new IllegalArgumentException("a fact is of no known type");
        }
    }

    private static String text(ByteBuffer in, int length) throws CharacterCodingException {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer text = in.slice(in.position(), length);
        in.position(in.position() + length);
        return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    }

    private static byte type(Object value) {
        return switch (value) {
            case Long number -> 'n';
            case Boolean truth -> 'b';
            case Object text -> 's';
        };
    }
}
