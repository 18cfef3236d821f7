package dev.remit.gateway.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * What an operator tells a running process: stop (SIGTERM, SIGINT), or read the configuration again (SIGHUP).
 *
 * <p>The JDK hears signals through {@code sun.misc.Signal} alone, which module {@code jdk.unsupported} exports for this
 * use and the compiler warns of. Looked up by name, so that the build stays free of warnings; a runtime without it
 * refuses to start rather than to stop uncleanly.
 */
public final class Signals {
    private final CountDownLatch stop = new CountDownLatch(1);

    /** Listens from here on; there is nothing to read again, so SIGHUP stops too. */
    public static Signals listen() {
        Signals signals = new Signals();
        for (String name : List.of("TERM", "INT", "HUP")) {
            on(name, signals.stop::countDown);
        }
        return signals;
    }

    /** Listens from here on. */
    static Signals listen(Runnable reload) {
        Signals signals = new Signals();
        on("TERM", signals.stop::countDown);
        on("INT", signals.stop::countDown);
        on("HUP", () -> Thread.ofVirtual().name("remit-reload").start(reload));
        return signals;
    }

    private static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object heard = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                            return null;
                        }
                        return method.invoke(action, arguments);
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), heard);
        } catch (InvocationTargetException e) {
            throw Trouble.failed("This Java runtime does not let the program hear SIG" + name + " (" + e.getCause()
                    + "). Start it without -Xrs.");
        } catch (ReflectiveOperationException e) {
            throw Trouble.failed("This Java runtime has no module jdk.unsupported. Use one that has.");
        }
    }

    /** Returns when the process is to stop. */
    public void await() throws InterruptedException {
        stop.await();
    }
}
