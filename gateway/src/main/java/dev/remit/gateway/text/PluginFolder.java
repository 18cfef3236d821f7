package dev.remit.gateway.text;

import dev.remit.privacy.detect.RecogniserPlugin;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Plug-ins that come as jars in a folder, because the gateway does not need them. Each folder has a class loader of its
 * own, which sees our classes first.
 */
final class PluginFolder {
    /**
     * By folder. The one thing that a process shares: native code is loaded once for each class loader and hardly ever let
     * go, so that a new loader for each gateway or reload would only add up.
     */
    private static final Map<Path, RecogniserPlugin> LOADED = new ConcurrentHashMap<>();

    private PluginFolder() {}

    /**
     * The plug-in of a folder.
     *
     * @throws IllegalArgumentException where there is not exactly one that can be loaded; says why in a sentence
     */
    static RecogniserPlugin plugin(Path folder) {
        return LOADED.computeIfAbsent(folder.toAbsolutePath().normalize(), PluginFolder::load);
    }

    private static RecogniserPlugin load(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("There is no folder " + folder + ".");
        }
        // Lives as long as the plug-in: closing the loader would take classes from it that it has yet to load.
        @SuppressWarnings("resource")
        URLClassLoader loader = new URLClassLoader("plugin", jars(folder), RecogniserPlugin.class.getClassLoader());
        List<RecogniserPlugin> found = new ArrayList<>();
        try {
            for (RecogniserPlugin plugin : ServiceLoader.load(RecogniserPlugin.class, loader)) {
                if (loader.equals(plugin.getClass().getClassLoader())) {
                    found.add(plugin);
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IllegalArgumentException("The plug-in in " + folder + " cannot be loaded: " + e.getMessage(), e);
        }
        if (found.size() != 1) {
            throw new IllegalArgumentException("The jars in the folder " + folder + " have " + found.size()
                    + " plug-ins that bring recognisers, and not one.");
        }
        return found.getFirst();
    }

    private static URL[] jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(PluginFolder::url)
                    .toArray(URL[]::new);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("The folder " + folder + " cannot be read.", unreadable);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException("There is no jar " + jar + ".", impossible);
        }
    }
}
