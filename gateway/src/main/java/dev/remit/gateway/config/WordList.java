package dev.remit.gateway.config;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of words: one on each line, {@code #} before a comment, blank lines between. */
final class WordList {
    private WordList() {}

    /** @param named where the file is named, for what is wrong with the file as a whole */
    static List<Located<String>> read(Path file, Location named, Findings findings) {
        if (!Files.exists(file)) {
            findings.error("no-file", named, "There is no file " + file + ".", "Put it there, or name another.");
            return List.of();
        }
        List<SourceText> read = new ArrayList<>();
        Folder.read(file, read, findings);
        List<Located<String>> words = new ArrayList<>();
        for (SourceText text : read) {
            int line = 0;
            for (String each : text.text().lines().toList()) {
                line++;
                String word = each.strip();
                if (!word.isEmpty() && word.charAt(0) != '#') {
                    words.add(new Located<>(word, new Location(text.file(), line, 1 + each.indexOf(word))));
                }
            }
        }
        return words;
    }
}
