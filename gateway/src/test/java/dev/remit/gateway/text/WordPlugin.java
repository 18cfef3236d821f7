package dev.remit.gateway.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A plug-in in a jar of its own, which no test has on its class path. Its model is a folder with a file {@code word}: it
 * finds that word, and fails on texts with {@code fail}. When it is closed it leaves a file {@code closed}.
 */
public final class WordPlugin {
    private static final String SERVICE = "META-INF/services/dev.remit.privacy.detect.RecogniserPlugin";

    private static final String SOURCE = """
            package word;

            import dev.remit.privacy.detect.*;
            import java.io.IOException;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.*;

            public final class Plugin implements RecogniserPlugin {
                public Opened open(Wanted wanted) {
                    try {
                        return new Opened.Ready(new Word(wanted, Files.readString(wanted.model().resolve("word"))));
                    } catch (IOException e) {
                        return new Opened.Refused("There is no word in " + wanted.model() + ".", "Write one.");
                    }
                }

                record Word(Wanted wanted, String word) implements Model {
                    public Pass pass() {
                        return (utf8, from, to, textFrom, textTo, found) -> {
                            String text = new String(utf8, from, to - from, StandardCharsets.ISO_8859_1);
                            if (text.contains("fail")) {
                                throw new Failure("the word failed");
                            }
                            Kind kind = wanted.kinds().get("WORD");
                            for (int i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + 1)) {
                                found.add(kind, from + i, from + i + word.length(), Tier.LIKELY, "the word");
                            }
                        };
                    }

                    public void close() {
                        try {
                            Files.writeString(wanted.model().resolve("closed"), "");
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                }
            }
            """;

    private WordPlugin() {}

    /** Writes the jar into a folder that need not be there yet. */
    public static Path in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path classes = Files.createTempDirectory(folder, "classes");
        compile(classes);
        jar(
                folder.resolve("word.jar"),
                Map.of(
                        SERVICE,
                        "word.Plugin".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "word/Plugin.class",
                        Files.readAllBytes(classes.resolve("word/Plugin.class")),
                        "word/Plugin$Word.class",
                        Files.readAllBytes(classes.resolve("word/Plugin$Word.class"))));
        return folder;
    }

    /** Writes a jar of any files. */
    static void jar(Path file, Map<String, byte[]> entries) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
    }

    /** A folder with a word to find. */
    public static Path model(Path folder, String word) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("word"), word);
        return folder;
    }

    private static void compile(Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///word/Plugin.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return SOURCE;
                    }
                };
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            if (!compiler.getTask(null, files, null, List.of("-proc:none"), null, List.of(source))
                    .call()) {
                throw new IllegalStateException("the plug-in of this test does not compile");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
