package dev.remit.gateway.crash;

import java.io.IOException;
import java.nio.file.Path;

/** What a shop's refunds are done in. */
enum Kind {
    SQLITE {
        @Override
        Till open(Path directory, String budget) throws IOException {
            return new SqliteTill(directory, budget);
        }
    },
    POSTGRES {
        @Override
        Till open(Path directory, String budget) throws IOException {
            return new PostgresTill(directory, budget);
        }
    },
    HTTP {
        @Override
        Till open(Path directory, String budget) throws IOException {
            return new PaymentsTill(directory, budget);
        }
    };

    /** @param budget of the action that pays back, as a contract has it */
    abstract Till open(Path directory, String budget) throws IOException;
}
