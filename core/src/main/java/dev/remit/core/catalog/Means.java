package dev.remit.core.catalog;

import dev.remit.core.template.Method;
import dev.remit.core.template.PathTemplate;
import dev.remit.core.template.RequestTemplate;
import dev.remit.core.template.ToolTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an action is done. */
public sealed interface Means {
    /** How an argument's name begins in what goes for another system. */
    String ARGS = "args.";

    /** How a fact's name begins there. */
    String FACTS = "facts.";

    /** The names of all values that are put in. */
    Set<String> names();

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

        @Override
        public Set<String> names() {
            return Set.copyOf(parameters);
        }
    }

    /**
     * One request over HTTP. What can be put in: {@code args.<name>}, {@code facts.<name>} of a total, {@code subject},
     * {@code tenant}, {@code operation}.
     *
     * @param probe how to find out afterwards whether it was done, or null
     */
    record Request(RequestTemplate request, @Nullable Probe probe) implements Means {
        @Override
        public Set<String> names() {
            return request.names();
        }
    }

    /**
     * A GET to the upstream, answered by the status alone.
     *
     * @param path below the source's URL; it names the operation
     * @param done statuses that say that it was done
     * @param undone statuses that say that it was not; any other leaves it unknown
     */
    record Probe(PathTemplate path, List<Integer> done, List<Integer> undone) {
        public Probe {
            done = List.copyOf(done);
            undone = List.copyOf(undone);
        }

        public RequestTemplate request() {
            return new RequestTemplate(Method.GET, path, new LinkedHashMap<>(), new LinkedHashMap<>(), null, null);
        }
    }

    /**
     * A call of an upstream's MCP tool. What can be put in is what a request takes.
     *
     * @param digest of the tool as it was reviewed; the source pins it
     */
    record Tool(ToolTemplate call, String digest) implements Means {
        @Override
        public Set<String> names() {
            return call.names();
        }
    }
}
