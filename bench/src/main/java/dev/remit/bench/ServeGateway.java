package dev.remit.bench;

import dev.remit.gateway.Gateway;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** Serves a configuration folder until the process is ended. Argument: the folder. */
final class ServeGateway {
    private ServeGateway() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path path = Path.of(args[0]);
        Folder folder = new Folder(path);
        Folder.Loaded loaded = folder.load();
        if (!(loaded instanceof Folder.Loaded.Accepted accepted)) {
            loaded.findings().forEach(System.err::println);
            throw new IllegalStateException("the configuration is refused");
        }
        Gateway gateway = Gateway.start(folder, accepted, new References(System.getenv(), path), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
        new CountDownLatch(1).await();
    }
}
