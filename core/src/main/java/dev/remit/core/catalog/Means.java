package dev.remit.core.catalog;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** How an action is done. */
public sealed interface Means {
    /**
     * One statement of a database, in one transaction with the checks before and after it.
     *
     * @param sql with a question mark for each parameter
     * @param parameters what to bind, in order: an argument's or a fact's name, {@code subject}, {@code tenant},
     *     {@code operation}
     * @param fewest the fewest rows that it must change, at least 0
     * @param most the most that it may change
     */
    record Statement(String sql, List<String> parameters, int fewest, int most) implements Means {
        public Statement {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * One request over HTTP.
     *
     * @param path a template below the source's URL
     * @param query templates by name
     * @param body a JSON tree with templates as its text leaves: maps, lists, text, numbers, booleans; null for none
     * @param idempotency the header that carries the operation's id, or null where the upstream takes none
     * @param probe how to find out afterwards whether it was done, or null
     */
    record Request(
            String method,
            String path,
            SequencedMap<String, String> query,
            @Nullable Object body,
            @Nullable String idempotency,
            @Nullable Probe probe)
            implements Means {}

    /**
     * A question to the upstream, answered by the status alone.
     *
     * @param path a template below the source's URL; it names the operation
     * @param done statuses that say that it was done
     * @param undone statuses that say that it was not; any other leaves it unknown
     */
    record Probe(String path, List<Integer> done, List<Integer> undone) {
        public Probe {
            done = List.copyOf(done);
            undone = List.copyOf(undone);
        }
    }

    /**
     * A call of an upstream's MCP tool.
     *
     * @param digest lower-case hex SHA-256 of the tool as it was reviewed
     * @param arguments templates by name
     */
    record Tool(String tool, String digest, Map<String, Object> arguments) implements Means {
        public Tool {
            arguments = Map.copyOf(arguments);
        }
    }
}
