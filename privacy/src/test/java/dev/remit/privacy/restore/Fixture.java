package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.Assigned;
import dev.remit.privacy.pseudonym.Domain;
import dev.remit.privacy.pseudonym.JsonStrings;
import dev.remit.privacy.pseudonym.PseudonymMap;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** A conversation with some tokens, and streams cut anyhow. */
final class Fixture {
    final PseudonymMap map = new PseudonymMap(new byte[32]);
    final List<Unrestored> reports = new ArrayList<>();
    final String ada = token(Domain.RESTORABLE, "person", "Ada \"A\" Łovelace");
    final String mail = token(Domain.RESTORABLE, "email", "ada@example.org");
    final String cafe = token(Domain.RESTORABLE, "place", "Caf\u00e9 \ud83d\udc00\n2");
    final String card = token(Domain.SEALED, "card", "4111111111111111");

    private String token(Domain domain, String kind, String value) {
        return ((Assigned.Given) map.token(domain, kind, value)).token().canonical();
    }

    /** The output for an input in pieces that end at these indexes. */
    static byte[] run(Restorer restorer, byte[] in, int... cuts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = 0;
        for (int cut : cuts) {
            out.writeBytes(restorer.accept(in, from, cut));
            from = cut;
        }
        out.writeBytes(restorer.accept(in, from, in.length));
        out.writeBytes(restorer.end());
        return out.toByteArray();
    }

    /** The same output for the input whole, for every one and two cuts of a short one, and for random cuts. */
    String everyCut(Function<Fixture, Restorer> restorer, byte[] in, Random random) {
        reports.clear();
        byte[] whole = run(restorer.apply(this), in);
        List<Unrestored> once = List.copyOf(reports);
        for (int i = 0; i <= in.length && in.length < 4_000; i++) {
            check(restorer, in, whole, once, i);
            for (int j = i; j <= in.length && in.length < 90; j++) {
                check(restorer, in, whole, once, i, j);
            }
        }
        check(
                restorer,
                in,
                whole,
                once,
                java.util.stream.IntStream.range(0, in.length).toArray());
        for (int i = 0; i < 5; i++) {
            check(
                    restorer,
                    in,
                    whole,
                    once,
                    random.ints(in.length / 4, 0, in.length + 1).sorted().toArray());
        }
        reports.clear();
        reports.addAll(once);
        return new String(whole, StandardCharsets.UTF_8);
    }

    private void check(
            Function<Fixture, Restorer> restorer, byte[] in, byte[] whole, List<Unrestored> once, int... cuts) {
        reports.clear();
        byte[] out = run(restorer.apply(this), in, cuts);
        if (!java.util.Arrays.equals(out, whole) || !reports.equals(once)) {
            throw new AssertionError("cut at %s, '%s' gives\n'%s' %s, and whole\n'%s' %s"
                    .formatted(
                            java.util.Arrays.toString(cuts),
                            new String(in, StandardCharsets.UTF_8),
                            new String(out, StandardCharsets.UTF_8),
                            reports,
                            new String(whole, StandardCharsets.UTF_8),
                            once));
        }
    }

    /** A JSON string with this text; with escapes for all that can have one, if asked. */
    static String quoted(String text, boolean ascii) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (ascii && (c < ' ' || c > '~')) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                JsonStrings.escape(Character.toString(c), json);
            }
        }
        return json.append('"').toString();
    }

    /** A text of plain words, tokens in many spellings, and pieces of them. */
    String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            String token =
                    List.of(ada, mail, cafe, card, "person:000000000", "x:y").get(random.nextInt(6));
            String spelled = List.of(
                            "⟦%s⟧",
                            "⟦%S⟧",
                            "%s",
                            "[[%s]]",
                            "⟦ **%s** ⟧",
                            "〚%s〛",
                            "⟦%s",
                            "%s⟧",
                            "[%s]",
                            "[[%s]",
                            "%%E2%%9F%%A6%s%%e2%%9f%%a7",
                            "⟦⟦%s⟧⟧")
                    .get(random.nextInt(12))
                    .formatted(token);
            switch (random.nextInt(5)) {
                case 0 -> text.append(spelled, 0, random.nextInt(spelled.length()));
                case 1 -> text.append(spelled.replace(":", random.nextBoolean() ? "\\:" : "%3A"));
                default -> text.append(spelled);
            }
            text.append(List.of("", " ", "p", "é", "⟦", "\ud83d\udc00", ". ", "\\", "\"", "\n")
                    .get(random.nextInt(10)));
        }
        return text.toString();
    }
}
