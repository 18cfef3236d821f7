package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.PseudonymMap;
import dev.remit.privacy.restore.Part.Content;
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
}
