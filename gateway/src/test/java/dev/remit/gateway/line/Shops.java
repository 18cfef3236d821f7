package dev.remit.gateway.line;

import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A shop that is open for the length of a test, with the agent {@code helper} of the tenant acme. */
abstract class Shops {
    @TempDir
    Path directory;

    final TestClock clock = new TestClock();
    SmallShop shop;
    Shopfront front;
    String helper;

    @BeforeEach
    void openShop() throws IOException {
        shop = SmallShop.in(directory);
        front = shop.open(clock);
        helper = front.agent("helper", "acme");
    }

    @AfterEach
    void closeShop() {
        front.close();
    }

    /** Closes, changes the contract for order help, and opens again. */
    void reopen(String what, String with) throws IOException {
        String changed = SmallShop.ORDER_HELP.replace(what, with);
        if (changed.equals(SmallShop.ORDER_HELP)) {
            throw new IllegalArgumentException("nothing was changed by " + what);
        }
        shop.workflow("order-help", changed);
        reopen();
    }

    void reopen() {
        front.close();
        front = shop.open(clock);
    }
}
