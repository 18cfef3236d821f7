package dev.remit.gateway.propose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A catalog that nobody has reviewed yet.
 *
 * @param source its name
 * @param tenant the one tenant that all of it is guessed to belong to; null where columns say it
 * @param subject the resource that is guessed to hold the customers; null where none is
 * @param unlisted tables that a catalog cannot name, or that could not be described, with why
 */
public record Proposal(
        String source,
        @Nullable String tenant,
        @Nullable String subject,
        List<ProposedResource> resources,
        List<String> unlisted) {
    public Proposal {
        resources = List.copyOf(resources);
        unlisted = List.copyOf(unlisted);
    }

    /** Those that a person must decide on. */
    public List<ProposedResource> undecided() {
        return resources.stream().filter(each -> each.undecided() != null).toList();
    }
}
