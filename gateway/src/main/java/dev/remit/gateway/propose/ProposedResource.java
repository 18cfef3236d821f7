package dev.remit.gateway.propose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table, as it is proposed.
 *
 * @param scope as the catalog writes it; empty where it is undecided
 * @param scopeReason what the scope rests on
 * @param guessed whether the scope rests on names and not on what the database declares
 * @param key the field that tells rows apart; empty where there is none
 * @param undecided why a person must decide before it can be used; null where it can be
 */
public record ProposedResource(
        String name,
        String table,
        boolean view,
        String scope,
        String scopeReason,
        boolean guessed,
        String key,
        List<String> findBy,
        List<ProposedField> fields,
        int samples,
        @Nullable String undecided) {
    public ProposedResource {
        findBy = List.copyOf(findBy);
        fields = List.copyOf(fields);
    }
}
