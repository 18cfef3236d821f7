package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A customer as commands take one: {@code TENANT/ID}, or {@code -} to read it from standard input. */
record CustomerName(String tenant, String id) {
    /** More bytes than any name has. */
    private static final int LONGEST = 1_024;

    static CustomerName of(String given, Terminal terminal) throws IOException {
        String text = given.equals("-")
                ? new String(terminal.in().readNBytes(LONGEST), StandardCharsets.UTF_8).strip()
                : given;
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw Trouble.usage("--customer is a tenant, a slash and an id. Write it like acme/CUS-1.");
        }
        return new CustomerName(text.substring(0, slash), text.substring(slash + 1));
    }
}
