package dev.remit.bench;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;

/** The guard of one version of the classes, with each of the {@link Load loads}. Not thread-safe. */
public interface GuardVersion extends AutoCloseable {
    /** What a guard has to know. */
    enum Load {
        /** One customer, so that the same forms are looked for, and nothing served. */
        NONE,
        /** 20,000 values served. */
        SERVED,
        /** All fingerprints. */
        PRINTS,
        /** Both. */
        BOTH
    }

    /** How many places of a text are withheld. */
    int check(Load load, String text);

    /** What is withheld and why, in words, each once. */
    Set<String> verdicts(Load load, String text);

    /** Bytes of memory that the filter of all fingerprints takes. */
    long filterBytes();

    @Override
    void close() throws IOException;

    /**
     * Loads classes beside those of other versions.
     *
     * @param classes a jar or a folder
     * @param few a folder with the fingerprints of one customer
     * @param many a folder with those of all
     */
    static GuardVersion of(Path classes, Path few, Path many) throws IOException, ReflectiveOperationException {
        URL own = GuardVersion.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader loader = new Own(new URL[] {classes.toUri().toURL(), own});
        return (GuardVersion) loader.loadClass("dev.remit.bench.GuardOfVersion")
                .getConstructor(Path.class, Path.class)
                .newInstance(few, many);
    }

    /** Takes the privacy module, and the class that calls it, from its own places only. */
    final class Own extends URLClassLoader {
        Own(URL[] places) {
            super(places, GuardVersion.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own = name.startsWith("dev.remit.privacy.") || name.startsWith("dev.remit.bench.GuardOfVersion");
            if (!own) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
