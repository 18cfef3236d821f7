package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.JsonStrings;
import java.util.List;
import java.util.function.Consumer;

/** A whole answer in JSON. */
final class Document implements Pieces {
    private final Contents contents;
    private final Dialect dialect;
    private final Consumer<Unrestored> reports;
    private final StringBuilder json = new StringBuilder();

    Document(Contents contents, Dialect dialect, Consumer<Unrestored> reports) {
        this.contents = contents;
        this.dialect = dialect;
        this.reports = reports;
    }

    @Override
    public void read(CharSequence piece, StringBuilder out) {
        json.append(piece);
    }

    @Override
    public void end(StringBuilder out) {
        String text = json.toString();
        json.setLength(0);
        switch (JsonStrings.parse(text)) {
            case JsonStrings.Parsed.Invalid _ -> {
                reports.accept(new Unrestored(Unrestored.Reason.UNREADABLE, ""));
                out.append(text);
            }
            case JsonStrings.Parsed.Valid(var leaves) -> {
                Edits edits = new Edits(text);
                Message message = new Message(text, leaves);
                List<Part> parts = dialect.read(message).parts();
                contents.reportOthers(message, parts);
                for (Part part : parts) {
                    if (!(part.content() instanceof Part.Content.Once)) {
                        edits.string(
                                part.leaf(),
                                contents.whole(part.content(), part.leaf().text()));
                    }
                }
                out.append(edits.apply());
            }
        }
    }
}
