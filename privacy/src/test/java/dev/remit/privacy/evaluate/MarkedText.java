package dev.remit.privacy.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text whose personal parts are marked in it, as {@code [kind|value]}; what may be found and need not be is marked as
 * {@code [?kind|value]}. Texts of a file are parted by lines of the form {@code === language genre}.
 *
 * @param language two letters, of a country for national forms; {@code en} for machines
 * @param genre what sort of text it is; {@code clean} if nothing in it is personal
 * @param asked what is to be found, in the words of {@link dev.remit.privacy.detect.Kind}
 * @param allowed what may be found, and is no mistake either way
 */
record MarkedText(String language, String genre, String text, List<Span> asked, List<Span> allowed) {
    private static final Pattern MARK = Pattern.compile("\\[(\\??)([a-z-]+)\\|([^\\]]+)\\]");

    MarkedText {
        asked = List.copyOf(asked);
        allowed = List.copyOf(allowed);
    }

    boolean isClean() {
        return genre.equals("clean");
    }

    static List<MarkedText> read(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(MarkedText.class.getResourceAsStream(resource), resource)) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<MarkedText> texts = new ArrayList<>();
            for (String part : all.split("(?m)^=== ")) {
                if (!part.isBlank()) {
                    texts.add(parse(part));
                }
            }
            return texts;
        }
    }

    private static MarkedText parse(String part) {
        int line = part.indexOf('\n');
        String[] head = part.substring(0, line).split(" ");
        String marked = part.substring(line + 1);
        StringBuilder text = new StringBuilder();
        List<Span> asked = new ArrayList<>();
        List<Span> allowed = new ArrayList<>();
        Matcher mark = MARK.matcher(marked);
        int at = 0;
        while (mark.find()) {
            text.append(marked, at, mark.start());
            int start = text.length();
            text.append(mark.group(3));
            (mark.group(1).isEmpty() ? asked : allowed).add(new Span(mark.group(2), start, text.length()));
            at = mark.end();
        }
        text.append(marked, at, marked.length());
        return new MarkedText(head[0], head[1], text.toString().strip(), asked, allowed);
    }
}
