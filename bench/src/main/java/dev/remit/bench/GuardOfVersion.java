package dev.remit.bench;

import dev.remit.privacy.guard.Fingerprinter;
import dev.remit.privacy.guard.Fingerprints;
import dev.remit.privacy.guard.Guard;
import dev.remit.privacy.guard.Served;
import dev.remit.privacy.guard.Unsourced;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The only class that is linked against each version: it calls nothing but the public face of the guard. */
public final class GuardOfVersion implements GuardVersion {
    private static final Fingerprinter PRINTS = new Fingerprinter(new byte[32]);
    private static final int SERVED = 20_000;
    private static final int OF_CUSTOMER =
            13; // phones and streets twice, with and without country code or town; dates are few, and so shared

    private final Fingerprints few;
    private final Fingerprints many;
    private final Guard ofFew;
    private final Guard ofMany;
    private final Served nothing = new Served(PRINTS);
    private final Served served = new Served(PRINTS);

    /** Opens what {@link #build} made. */
    public GuardOfVersion(Path few, Path many) throws IOException {
        this.few = Fingerprints.open(few, PRINTS);
        this.many = Fingerprints.open(many, PRINTS);
        ofFew = new Guard(this.few, Set.of("email"), Unsourced.KEEP);
        ofMany = new Guard(this.many, Set.of("email"), Unsourced.KEEP);
        for (int i = 0; served.size() < SERVED; i++) {
            values(i, served::add);
        }
    }

    /** Fingerprints, so many at least, and those of one customer at least. */
    static void build(Path folder, int prints) throws IOException {
        try (Fingerprints all = Fingerprints.open(folder, PRINTS);
                Fingerprints.Rebuild rebuild = all.rebuild(Instant.EPOCH, _ -> {})) {
            for (int i = 0; i == 0 || i * OF_CUSTOMER < prints; i++) {
                String customer = "C" + i;
                List<String[]> own = new ArrayList<>();
                values(i, (kind, value) -> own.add(new String[] {kind, value}));
                for (String[] one : own) {
                    rebuild.add(one[0], one[1], customer);
                }
            }
            rebuild.finish();
        }
    }

    private interface Sink {
        void take(String kind, String value);
    }

    /** Of each form, at several lengths: the candidates of a text that are looked up are as many as they may become. */
    private static void values(int customer, Sink sink) {
        Random random = new Random(customer * 7_919L);
        sink.take("email", "user" + customer + "@mail" + random.nextInt(90) + ".example");
        sink.take("phone", "+49 15" + random.nextInt(10) + " " + number(random, 8));
        sink.take("phone", "+1 " + (200 + random.nextInt(800)) + " " + number(random, 7));
        sink.take("card", "4" + number(random, 15));
        sink.take("iban", "DE" + number(random, 20));
        sink.take("iban", "GB" + number(random, 2) + "BANK" + number(random, 14));
        sink.take("us-ssn", number(random, 9));
        sink.take("id", "KX" + number(random, 8) + (char) ('A' + random.nextInt(26)));
        sink.take("vat-id", "ATU" + number(random, 8));
        sink.take("address", street(random));
        sink.take("birth-date", "19" + number(random, 2) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10));
    }

    private static String street(Random random) {
        StringBuilder street =
                new StringBuilder().append(1 + random.nextInt(250)).append(' ');
        for (int i = 0; i < 6; i++) {
            street.append((char) ('a' + random.nextInt(26)));
        }
        return street + (random.nextBoolean() ? " Street" : " Road, Springfield");
    }

    /** The text with values of customers in it. */
    static String mixed(String text, Random random, int customers) {
        StringBuilder mixed = new StringBuilder(text);
        for (int at = 0; at < mixed.length(); at += 200 + random.nextInt(400)) {
            List<String> own = new ArrayList<>();
            values(random.nextInt(customers), (_, value) -> own.add(value));
            mixed.insert(at, ' ' + own.get(random.nextInt(own.size())) + ' ');
        }
        return mixed.toString();
    }

    private static String number(Random random, int digits) {
        StringBuilder number = new StringBuilder().append(1 + random.nextInt(9));
        while (number.length() < digits) {
            number.append(random.nextInt(10));
        }
        return number.toString();
    }

    private Guard guard(Load load) {
        return load == Load.PRINTS || load == Load.BOTH ? ofMany : ofFew;
    }

    private Served served(Load load) {
        return load == Load.SERVED || load == Load.BOTH ? served : nothing;
    }

    @Override
    public int check(Load load, String text) {
        return guard(load).check(text, List.of(), served(load), _ -> {}).withheld();
    }

    @Override
    public Set<String> verdicts(Load load, String text) {
        Set<String> verdicts = new HashSet<>();
        guard(load).check(text, List.of(), served(load), caught -> verdicts.add(caught.toString()));
        return verdicts;
    }

    @Override
    public long filterBytes() {
        return many.filterBytes();
    }

    @Override
    public void close() throws IOException {
        few.close();
        many.close();
    }
}
