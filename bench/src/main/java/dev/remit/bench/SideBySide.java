package dev.remit.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One-row look-ups through this gateway, through MCP Toolbox for Databases and through a bare handler, over one
 * PostgreSQL, in one run. The targets take turns within a round, so that what else the machine does falls on all of
 * them; ratios are taken within a round.
 *
 * <p>System properties: {@code bench.folder}, {@code bench.gateway}, {@code bench.toolbox}, {@code bench.rounds}, {@code bench.seconds}, {@code bench.only} (part of the targets' names), {@code bench.jvm}
 * (further options for the gateway).
 */
final class SideBySide {
    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final int WARM_UPS = 5;

    private final Duration slice = Duration.ofSeconds(Integer.getInteger("bench.seconds", 5));
    private final int rounds = Integer.getInteger("bench.rounds", 3);
    private final List<Target> targets;
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
    private int nextCustomer;

    /** @param cpu microseconds of the server's CPU time for each request */
    private record Sample(double perSecond, double p50, double p99, double cpu, double residentMiB) {}

    private SideBySide(List<Target> targets) {
        this.targets = targets;
    }

    public static void main(String[] args) throws IOException, SQLException {
        Locale.setDefault(Locale.ROOT);
        Servers servers = Servers.fromProperties();
        try (Dataset dataset = Dataset.start();
                Server gateway = servers.gateway(dataset, List.of()).up();
                Server toolbox = servers.toolbox(dataset).up();
                Server bare = servers.bare(dataset).up();
                Server durable = servers.durable(dataset).up();
                Grants grants = Grants.of(gateway, servers.gatewayData())) {
            String only = System.getProperty("bench.only", "");
            List<Target> targets = List.of(
                            Target.gatewayMcp(gateway, grants),
                            Target.toolbox(toolbox),
                            Target.bare(bare),
                            Target.durable(durable),
                            Target.gatewayRest(gateway, grants))
                    .stream()
                    .filter(target -> target.name().contains(only))
                    .toList();
            SideBySide bench = new SideBySide(targets);
            System.out.println("A row through the gateway:   "
                    + grants.order(grants.open(0), Dataset.orders(0).getFirst()));
            System.out.println(Disk.probe(servers.folder()));
            bench.run();
            System.out.println(Disk.probe(servers.folder()));
            for (Target target : targets) {
                System.out.printf(
                        "%-14s most resident memory ever: %d MiB%n",
                        target.name(), target.server().mostResident() >> 10);
            }
        }
    }

    private void run() throws IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            for (Target target : targets) {
                load(target, 16, WARM_UP);
            }
        }
        for (int connections : CONNECTIONS) {
            for (int round = 0; round < rounds; round++) {
                for (Target target : targets) {
                    samples.computeIfAbsent(key(target, connections), key -> new ArrayList<>())
                            .add(load(target, connections, slice));
                }
            }
            print(connections);
        }
    }

    private Sample load(Target target, int connections, Duration duration) throws IOException {
        var scripts = target.scripts(connections, nextCustomer);
        nextCustomer = (nextCustomer + connections) % Dataset.CUSTOMERS;
        Duration before = target.server().cpu();
        Loader.Result result = Loader.run(target.server().address(), scripts, duration);
        Duration cpu = target.server().cpu().minus(before);
        return new Sample(
                result.perSecond(),
                result.percentile(0.5),
                result.percentile(0.99),
                cpu.toNanos() / 1e3 / result.nanos().length,
                target.server().resident() / 1024.0);
    }

    private static String key(Target target, int connections) {
        return target.name() + "/" + connections;
    }

    private List<Sample> of(Target target, int connections) {
        return samples.getOrDefault(key(target, connections), List.of());
    }

    private void print(int connections) {
        System.out.printf(
                "%n%d connection%s   median of %d rounds of %d s (least to most)%n",
                connections, connections == 1 ? "" : "s", rounds, slice.toSeconds());
        System.out.printf(
                "%-14s %24s %24s %26s %13s %9s%n", "", "requests/s", "p50 in us", "p99 in us", "CPU us/req", "RSS MiB");
        for (Target target : targets) {
            List<Sample> own = of(target, connections);
            System.out.printf(
                    "%-14s %24s %24s %26s %13.0f %9.0f%n",
                    target.name(),
                    spread(own, Sample::perSecond),
                    spread(own, Sample::p50),
                    spread(own, Sample::p99),
                    median(own, Sample::cpu),
                    median(own, Sample::residentMiB));
        }
        ratio(connections, "throughput", Sample::perSecond);
        ratio(connections, "p50", Sample::p50);
        System.out.flush();
    }

    /** Each round's ratio of the gateway to every other target. */
    private void ratio(int connections, String what, ToDoubleFunction<Sample> value) {
        List<Sample> own = of(targets.getFirst(), connections);
        for (Target other : targets.subList(1, targets.size())) {
            List<Sample> theirs = of(other, connections);
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < own.size(); i++) {
                ratios.add(value.applyAsDouble(own.get(i)) / value.applyAsDouble(theirs.get(i)));
            }
            ratios.sort(Comparator.naturalOrder());
            System.out.printf(
                    "  %s, %s / %s: %.2f (%.2f to %.2f)%n",
                    what,
                    targets.getFirst().name(),
                    other.name(),
                    ratios.get(ratios.size() / 2),
                    ratios.getFirst(),
                    ratios.getLast());
        }
    }

    private static String spread(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double least = samples.stream().mapToDouble(value).min().orElse(0);
        double most = samples.stream().mapToDouble(value).max().orElse(0);
        return "%.0f (%.0f to %.0f)".formatted(median(samples, value), least, most);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
