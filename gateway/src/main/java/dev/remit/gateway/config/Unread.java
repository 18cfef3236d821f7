package dev.remit.gateway.config;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies in a configuration folder as if it counted, and is not read: a setting that somebody wrote must not be without
 * effect in silence. Hidden files are nobody's mistake: version control and mounted volumes keep theirs so.
 */
final class Unread {
    private static final String CODE = "not-read";

    private static final List<String> FILES = List.of(Folder.SETTINGS, PrivacyFile.NAME);

    private static final List<String> FOLDERS =
            List.of(Folder.CATALOG, Folder.WORKFLOWS, Folder.TESTS, PrivacyFile.LISTS);

    private Unread() {}

    static void find(Path folder, Findings findings) {
        for (Path one : inside(folder)) {
            if (Files.isDirectory(one)) {
                ofFolder(one, findings);
            } else if (Folder.isYaml(one) && !FILES.contains(name(one))) {
                ofFile(one, findings);
            }
        }
    }

    private static void ofFile(Path file, Findings findings) {
        String name = name(file);
        String ending = name.endsWith(".yml") ? ".yml" : ".yaml";
        String meant = name.substring(0, name.length() - ending.length()) + ".yaml";
        Nearest.to(meant, FILES)
                .ifPresent(near -> findings.error(
                        CODE,
                        Location.of(file.toString()),
                        "This file is not read: what it says has no effect.",
                        "Rename it to " + near + "."));
    }

    private static void ofFolder(Path inner, Findings findings) {
        String name = name(inner);
        if (FOLDERS.contains(name)) {
            inside(inner).stream()
                    .filter(one -> Files.isDirectory(one) && !Folder.isYaml(one) && holdsYaml(one))
                    .forEach(one -> findings.error(
                            CODE,
                            Location.of(one.toString()),
                            "The files in this folder are not read: " + name + "/ has no folders in it.",
                            "Move them into " + name + "/, or out of the configuration."));
            return;
        }
        Optional<String> near = Nearest.to(name, FOLDERS);
        if (near.isPresent() && holdsYaml(inner)) {
            findings.error(
                    CODE,
                    Location.of(inner.toString()),
                    "The files in this folder are not read.",
                    "Rename it to " + near.get() + "/, or move it out of the configuration.");
        }
    }

    private static boolean holdsYaml(Path folder) {
        return inside(folder).stream().anyMatch(Folder::isYaml);
    }

    /** What is in a folder and not hidden, by name; nothing where it cannot be read, which reading it says. */
    private static List<Path> inside(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !name(file).startsWith(".")).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
