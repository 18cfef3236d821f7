package dev.remit.gateway;

import dev.remit.gateway.cli.Remit;
import dev.remit.gateway.cli.Terminal;

/** Where the program starts. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code: 0 ok, 1 the answer is no, 2 used wrongly, 3 something failed. */
    public static void main(String[] arguments) {
        System.exit(Remit.run(Terminal.system(), arguments));
    }
}
