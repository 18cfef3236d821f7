package dev.remit.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is checked, in documents of 4,000 chars: this project's own documents and sources, and made-up tickets. */
final class GuardTexts {
    private static final int CHARS = 4_000;
    private static final int MOST = 256;

    private GuardTexts() {}

    /** By what they are; about a megabyte of each, or as much as there is. */
    static Map<String, List<String>> all(Path project) throws IOException {
        String markdown = read(project, ".md");
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put(
                "prose",
                cut(markdown.lines()
                        .filter(line -> !line.startsWith("|") && !line.startsWith("#") && !line.startsWith("    "))
                        .map(line -> line.replaceAll("[`*_|<>\\\\\\[\\]#{}]|&[a-z]+;", ""))
                        .collect(Collectors.joining("\n"))));
        texts.put("Markdown", cut(markdown));
        texts.put("source code", cut(read(project.resolve("gateway/src/main"), ".java")));
        texts.put("tickets", cut(new String(new Tickets(11).text(MOST * CHARS), StandardCharsets.UTF_8)));
        return texts;
    }

    private static String read(Path folder, String ending) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                boolean made =
                        file.toString().contains("/target/") || file.toString().contains("/node_modules/");
                if (!made && file.toString().endsWith(ending) && Files.isRegularFile(file)) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }

    private static List<String> cut(String text) {
        List<String> documents = new ArrayList<>();
        for (int from = 0; from + CHARS <= text.length() && documents.size() < MOST; from += CHARS) {
            documents.add(text.substring(from, from + CHARS));
        }
        return documents;
    }
}
