package dev.remit.privacy.pseudonym;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts tokens in the place of values, on the way out.
 *
 * <p>Whatever in the text already looks like a token gets a token of its own, of the kind {@code literal}: it comes back
 * as the text that it was, and a token that somebody typed is never restored to what it would have stood for.
 *
 * <p>Linear in the text. Thread-safe, as its map is.
 */
public final class Pseudonymiser {
    private final PseudonymMap map;
    private final Function<String, Domain> domains;
    private final LookAlikes lookAlikes;

    /** @param domains of each kind, whether its values may come back */
    public Pseudonymiser(PseudonymMap map, Function<String, Domain> domains) {
        this.map = map;
        this.domains = domains;
        this.lookAlikes = new LookAlikes(map);
    }

    /**
     * Replaces the values of a text.
     *
     * @param spans where they are, in any order; those that overlap go together, under the longest one's kind
     * @throws IndexOutOfBoundsException if one ends beyond the text
     */
    public Replaced replace(String text, List<Span> spans) {
        char[] chars = text.toCharArray();
        StringBuilder replaced = new StringBuilder(text.length() + 16 * spans.size());
        List<Span> all = new ArrayList<>();
        int done = 0;
        for (Span span : merged(spans)) {
            all.addAll(lookAlikes.in(chars, done, span.start()));
            all.add(span);
            done = span.end();
        }
        all.addAll(lookAlikes.in(chars, done, chars.length));
        done = 0;
        for (Span span : all) {
            Domain domain = span.kind().equals(LookAlikes.LITERAL) ? Domain.RESTORABLE : domains.apply(span.kind());
            switch (map.token(domain, span.kind(), text.substring(span.start(), span.end()))) {
                case Assigned.Full(int entries) -> {
                    return new Replaced.MapFull(entries);
                }
                case Assigned.Given(Token token) ->
                    replaced.append(text, done, span.start()).append(token);
            }
            done = span.end();
        }
        return new Replaced.Done(replaced.append(text, done, text.length()).toString(), all.size());
    }

    /**
     * Replaces the values in the strings of a JSON text; keys, numbers and everything else stay.
     *
     * @param spans of a string and its place, such as those of a detector for the strings that customers wrote
     */
    public Replaced replaceJson(String json, Function<JsonStrings.Leaf, List<Span>> spans) {
        return switch (JsonStrings.parse(json)) {
            case JsonStrings.Parsed.Invalid(int at) -> new Replaced.NotJson(at);
            case JsonStrings.Parsed.Valid(List<JsonStrings.Leaf> leaves) -> replaceJson(json, leaves, spans);
        };
    }

    private Replaced replaceJson(
            String json, List<JsonStrings.Leaf> leaves, Function<JsonStrings.Leaf, List<Span>> spans) {
        int tokens = 0;
        List<Optional<String>> texts = new ArrayList<>();
        List<JsonStrings.Leaf> strings =
                leaves.stream().filter(JsonStrings.Leaf::string).toList();
        for (JsonStrings.Leaf leaf : strings) {
            switch (replace(leaf.text(), spans.apply(leaf))) {
                case Replaced.Done(String text, int count) -> {
                    tokens += count;
                    texts.add(count == 0 ? Optional.empty() : Optional.of(text));
                }
                case Replaced other -> {
                    return other;
                }
            }
        }
        var next = texts.iterator();
        return new Replaced.Done(JsonStrings.replace(json, strings, _ -> next.next()), tokens);
    }

    /** In order, without overlaps, covering all that the spans cover. */
    private static List<Span> merged(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingInt(Span::start));
        List<Span> merged = new ArrayList<>();
        for (int i = 0; i < sorted.size(); ) {
            Span longest = sorted.get(i);
            int start = longest.start();
            int end = longest.end();
            for (i++; i < sorted.size() && sorted.get(i).start() < end; i++) {
                Span next = sorted.get(i);
                end = Math.max(end, next.end());
                longest = next.end() - next.start() > longest.end() - longest.start() ? next : longest;
            }
            merged.add(new Span(start, end, longest.kind()));
        }
        return merged;
    }
}
