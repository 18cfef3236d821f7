package dev.remit.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** The shared list of strings that break programs; skips the test that asks for it where the list is absent. */
public final class NaughtyStrings {
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private NaughtyStrings() {}

    public static List<String> read() throws IOException {
        Path file = Path.of(System.getProperty("remit.shared", "shared"), "data", "naughty-strings", "blns.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: there is no " + file + "; set -Dremit.shared");
        List<String> strings = new ArrayList<>();
        STRING.matcher(Files.readString(file))
                .results()
                .forEach(found -> strings.add(ESCAPE.matcher(found.group(1)).replaceAll(NaughtyStrings::unescape)));
        return strings;
    }

    private static String unescape(MatchResult escape) {
        String hex = escape.group(1);
        String plain = hex != null ? Character.toString((char) Integer.parseInt(hex, 16)) : single(escape.group(2));
        return java.util.regex.Matcher.quoteReplacement(plain);
    }

    private static String single(String letter) {
        int at = "bfnrt".indexOf(letter);
        return at < 0 ? letter : "\b\f\n\r\t".substring(at, at + 1);
    }
}
