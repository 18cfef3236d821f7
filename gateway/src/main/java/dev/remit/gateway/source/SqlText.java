package dev.remit.gateway.source;

import java.util.ArrayList;
import java.util.List;

/** A statement being written: its text, and what each of its {@code ?} stands for. */
final class SqlText {
    private final StringBuilder text = new StringBuilder(512);
    private final List<Slot> slots = new ArrayList<>();
    private int aliases;

    SqlText add(String part) {
        text.append(part);
        return this;
    }

    SqlText bind(Slot slot) {
        text.append('?');
        slots.add(slot);
        return this;
    }

    /** A name for one more table. */
    String alias() {
        return "t" + aliases++;
    }

    List<Slot> slots() {
        return List.copyOf(slots);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
