package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.JsonStrings;
import dev.remit.privacy.pseudonym.PseudonymMap;
import dev.remit.privacy.pseudonym.Token;
import dev.remit.privacy.restore.Part.Content;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Opens what restores a content. */
final class Contents {
    private final PseudonymMap map;
    private final ToolArguments declared;
    private final Consumer<Unrestored> reports;

    Contents(PseudonymMap map, ToolArguments declared, Consumer<Unrestored> reports) {
        this.map = map;
        this.declared = declared;
        this.reports = reports;
    }

    Pieces open(Content content) {
        return switch (content) {
            case Content.Prose() -> new Strand(map, Strand.Form.TEXT, reports);
            case Content.Arguments(String tool) ->
                new JsonPieces(map, pointer -> declared.takesValue(tool, pointer), reports);
            case Content.Argument(String tool, String pointer) ->
                new Strand(map, declared.takesValue(tool, pointer) ? Strand.Form.TEXT : Strand.Form.KEPT, reports);
            case Content.Once() -> new Strand(map, Strand.Form.KEPT, reports);
        };
    }

    String whole(Content content, String text) {
        StringBuilder out = new StringBuilder(text.length());
        Pieces pieces = open(content);
        pieces.read(text, out);
        pieces.end(out);
        return out.toString();
    }

    /** Reports the tokens in strings that no part is of: what a provider added since stays as it is. */
    void reportOthers(Message message, List<Part> parts) {
        Set<JsonStrings.Leaf> read = new HashSet<>();
        for (Part part : parts) {
            if (!(part.content() instanceof Content.Once)) {
                read.add(part.leaf());
            }
        }
        for (JsonStrings.Leaf leaf : message.leaves()) {
            if (leaf.string() && leaf.text().indexOf(Token.OPEN) >= 0 && !read.contains(leaf)) {
                Pieces kept = new Strand(map, Strand.Form.KEPT, this::reportOther);
                StringBuilder nowhere = new StringBuilder();
                kept.read(leaf.text(), nowhere);
                kept.end(nowhere);
            }
        }
    }

    private void reportOther(Unrestored kept) {
        boolean known = kept.reason() == Unrestored.Reason.NOT_DECLARED;
        reports.accept(known ? new Unrestored(Unrestored.Reason.UNREADABLE, kept.token()) : kept);
    }
}
