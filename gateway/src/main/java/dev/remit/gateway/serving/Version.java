package dev.remit.gateway.serving;

import dev.remit.core.contract.Contracts;
import dev.remit.core.contract.Workflow;
import dev.remit.gateway.source.Reader;
import dev.remit.gateway.source.Writer;
import dev.remit.gateway.text.FreeText;
import dev.remit.gateway.tool.ToolSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of the configuration, as it is served. Immutable; a reload makes another.
 *
 * <p>Keeps the contracts of the versions before, by digest, because a grant is decided by the contract that opened it
 * together with the one of today.
 */
public final class Version {
    private final Contracts contracts;
    private final Map<String, Reader> readers;
    private final Map<String, Writer> writers;
    private final FreeText text;
    private final Map<String, Workflow> byDigest;
    private final Map<String, ToolSet> toolsByDigest;

    /** One in which nothing can be done. */
    public Version(Contracts contracts, Map<String, Reader> readers, FreeText text, @Nullable Version before) {
        this(contracts, readers, Map.of(), text, before);
    }

    /**
     * @param readers by source
     * @param writers by source; of those that have a log-in to write with
     * @param text what is looked for in free text
     * @param before the version that this one replaces, or null
     */
    public Version(
            Contracts contracts,
            Map<String, Reader> readers,
            Map<String, Writer> writers,
            FreeText text,
            @Nullable Version before) {
        this.contracts = contracts;
        this.text = text;
        this.readers = Map.copyOf(readers);
        this.writers = Map.copyOf(writers);
        Map<String, Workflow> known = new HashMap<>();
        if (before != null) {
            known.putAll(before.byDigest);
        }
        Map<String, ToolSet> tools = new HashMap<>();
        for (Workflow workflow : contracts.workflows().values()) {
            known.put(workflow.digest(), workflow);
            tools.put(workflow.digest(), ToolSet.of(workflow));
        }
        this.byDigest = Map.copyOf(known);
        this.toolsByDigest = Map.copyOf(tools);
    }

    public Contracts contracts() {
        return contracts;
    }

    /** Today's contract of that name, or null. */
    public @Nullable Workflow workflow(String name) {
        return contracts.workflows().get(name);
    }

    /** A contract that is or was served since the start, or null. */
    public @Nullable Workflow byDigest(String digest) {
        return byDigest.get(digest);
    }

    /** The tools of a contract; kept for today's, made for any other. */
    public ToolSet tools(Workflow workflow) {
        ToolSet kept = toolsByDigest.get(workflow.digest());
        return kept != null && workflow.equals(contracts.workflows().get(workflow.name()))
                ? kept
                : ToolSet.of(workflow);
    }

    public FreeText text() {
        return text;
    }

    public Reader reader(String source) {
        Reader reader = readers.get(source);
        if (reader == null) {
            throw new IllegalStateException("no reader was opened for a source of the catalog");
        }
        return reader;
    }

    /** What does something in a source. */
    public Writer writer(String source) {
        Writer writer = writers.get(source);
        if (writer == null) {
            throw new IllegalStateException("no writer was opened for a source of the catalog");
        }
        return writer;
    }

    public Map<String, Reader> readers() {
        return readers;
    }
}
