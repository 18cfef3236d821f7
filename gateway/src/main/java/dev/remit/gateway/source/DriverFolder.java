package dev.remit.gateway.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Drivers that the operator supplies, because their licences do not let us: jars in a folder. Each folder has a class
 * loader of its own that sees the platform and not our classes.
 */
final class DriverFolder {
    private DriverFolder() {}

    /**
     * The driver that takes a URL.
     *
     * @throws IllegalArgumentException where there is none
     */
    static Driver driver(Path folder, String url) {
        URL[] jars = jars(folder).stream().map(DriverFolder::url).toArray(URL[]::new);
        // Lives as long as the driver: closing the loader would take classes from it that it has yet to load.
        @SuppressWarnings("resource")
        URLClassLoader loader = new URLClassLoader("drivers", jars, ClassLoader.getPlatformClassLoader());
        for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
            if (loader.equals(driver.getClass().getClassLoader()) && takes(driver, url)) {
                return driver;
            }
        }
        String scheme = url.substring(0, url.indexOf(':', "jdbc:".length()) + 1);
        throw new IllegalArgumentException("no driver for " + scheme + " in " + folder
                + ": put the database's JDBC driver there as a jar, for example mariadb-java-client-3.5.11.jar");
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the folder of drivers cannot be read: " + folder, unreadable);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException("no jar: " + jar, impossible);
        }
    }

    private static boolean takes(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException refused) {
            return false;
        }
    }
}
