package dev.remit.gateway.crash;

import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small shop whose customer CUS-4711 has orders that an agent can pay back, in one kind of source, and the means to
 * bring a gateway to a standstill there. What is done is counted: what is done twice is seen.
 */
abstract class Till implements AutoCloseable {
    /** What costs more waits for a person. */
    static final int DEAR = 90;

    static final int CHEAP = 10;

    private static final long LONGEST_NANOS = 30_000_000_000L;

    private static final String LIMITS = "calls: 60, rows: 200, bytes: 1MiB, misses: 10, calls_per_minute: 60";

    private static final String GRANTED = """
            actions:
              refund_order:
                why: what arrived broken is paid back
                approve: { if: "refund > 50.0", by: [approver], within: 30m }
                undo: true
                budget: BUDGET
            """;

    /** Actions of a database that has the orders. */
    static final String STATEMENTS = """
            actions:
              refund_order:
                description: Pays an order back.
                effect: write
                on: order
                facts:
                  refund: { sum: order.total, where: { order_no: args.order_no } }
                statement: "UPDATE orders SET refunds = refunds + 1 WHERE order_no = :order_no RETURNING refunds"
                result:
                  refunds: { class: activity, type: integer }
                undo: unrefund_order
              unrefund_order:
                description: Takes a refund back.
                effect: write
                on: order
                statement: "UPDATE orders SET taken_back = taken_back + 1 WHERE order_no = :order_no RETURNING taken_back"
                result:
                  taken_back: { class: activity, type: integer }
            """;

    final SmallShop shop;
    private final AtomicInteger orders = new AtomicInteger();

    /** @param budget of the action that pays back, as a contract has it */
    Till(Path directory, String budget) throws IOException {
        shop = SmallShop.in(directory);
        Files.delete(shop.folder().resolve("workflows/case-help.yaml"));
        shop.workflow(
                "order-help",
                SmallShop.ORDER_HELP
                                .replace("attempts_per_value: 10", "attempts_per_value: 1000")
                                .replace("attempts_per_agent: 100", "attempts_per_agent: 100000")
                                .replace(
                                        LIMITS,
                                        "calls: 100000, rows: 100000, misses: 1000, calls_per_minute: 100000,"
                                                + " grants_per_hour: 100000, subjects_per_hour: 100000")
                        + GRANTED.replace("BUDGET", budget));
    }

    /** Replaces a part of a file of the folder, which must be there. */
    final void configure(String file, String what, String with) throws IOException {
        Path path = shop.folder().resolve(file);
        String text = Files.readString(path);
        if (!text.contains(what)) {
            throw new IllegalArgumentException(file + " has no " + what);
        }
        Files.writeString(path, text.replace(what, with));
    }

    /** A new order of the customer. */
    final String order(int total) {
        String number = "ORD-" + orders.incrementAndGet();
        add(number, total);
        return number;
    }

    abstract void add(String order, int total);

    /** How often an order was paid back. */
    abstract long refunds(String order);

    /** How often that was taken back. */
    abstract long takenBack(String order);

    /** Whether the source says that it has done an operation. */
    abstract boolean knows(String operation);

    /** Where a gateway can be brought to stand still. */
    abstract List<Point> points();

    /** A moment in the life of an action. */
    record Point(String name, Arming arming) {
        /** A gateway that does something next stops there. */
        Standstill arm() throws Exception {
            return arming.arm();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Puts something into the way. */
    interface Arming {
        Standstill arm() throws Exception;
    }

    /** A gateway that stands still, or will. */
    abstract static class Standstill implements AutoCloseable {
        /** Returns when it stands there, and everything before is over. */
        abstract void reached() throws Exception;

        /** It was killed. What it left behind may go on now, unless that is kept for later. */
        void dead() throws Exception {}

        /**
         * Another one has begun to find out what became of it: returns when that has looked, and lets what is left behind
         * go on.
         *
         * @param status how the operation stands
         */
        void recovering(Callable<String> status) throws Exception {}

        /** Whether it was done in the end. */
        abstract boolean done();

        /** Whether the gateway surely stood there, and was not only seen to come by. */
        boolean sure() {
            return true;
        }

        @Override
        public void close() throws Exception {}
    }

    /** Returns when something is so, which it will be soon. */
    static void until(String what, Callable<Boolean> so) throws Exception {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (!so.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within half a minute: " + what);
            }
            Thread.sleep(5);
        }
    }
}
