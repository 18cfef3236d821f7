package dev.remit.neural;

import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.RecogniserPlugin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a model's labels mean. A label may say where in a name its token stands, as in {@code B-PER}, {@code I-PER},
 * {@code E-PER} and {@code S-PER}; they are all of one kind. Immutable.
 */
final class Labels {
    /** Begin, inside, end, single; last and unit are other words for the same, as is middle. */
    private static final Pattern PLACE = Pattern.compile("[BIESLUM]-(?=.)");

    private static final String OUTSIDE = "O";

    private final Kind[] kinds;
    private final int[] kindOf;

    private Labels(Kind[] kinds, int[] kindOf) {
        this.kinds = kinds;
        this.kindOf = kindOf;
    }

    /** @param wanted by label without its place */
    static Labels of(List<String> labels, Map<String, Kind> wanted) throws NotUsable {
        TreeSet<String> known = new TreeSet<>();
        labels.forEach(label -> known.add(plain(label)));
        known.remove(OUTSIDE);
        for (String label : new TreeSet<>(wanted.keySet())) {
            if (!known.contains(label)) {
                throw new NotUsable(
                        "The model has no label '" + label + "'.",
                        "Write one of those that it has, without B- or I-: " + String.join(", ", known) + ".");
            }
        }
        Kind[] kinds = wanted.values().stream().distinct().toArray(Kind[]::new);
        int[] kindOf = labels.stream()
                .mapToInt(label -> Arrays.asList(kinds).indexOf(wanted.get(plain(label))))
                .toArray();
        return new Labels(kinds, kindOf);
    }

    private static String plain(String label) {
        return PLACE.matcher(label).lookingAt() ? label.substring(2) : label;
    }

    /** How many labels a model says of each token. */
    int count() {
        return kindOf.length;
    }

    /** How many kinds they are of. */
    int kinds() {
        return kinds.length;
    }

    Kind kind(int index) {
        return kinds[index];
    }

    /**
     * Adds up how probable each kind is, by softmax.
     *
     * @param logits of many tokens
     * @param from where those of the token begin
     * @param into by kind
     * @throws RecogniserPlugin.Failure if they are no numbers
     */
    void probabilities(float[] logits, int from, double[] into) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < kindOf.length; i++) {
            if (!Float.isFinite(logits[from + i])) {
                throw new RecogniserPlugin.Failure("a neural model failed: what it said of a text is no number");
            }
            greatest = Math.max(greatest, logits[from + i]);
        }
        Arrays.fill(into, 0);
        double sum = 0;
        for (int i = 0; i < kindOf.length; i++) {
            double part = Math.exp(logits[from + i] - greatest);
            sum += part;
            if (kindOf[i] >= 0) {
                into[kindOf[i]] += part;
            }
        }
        for (int i = 0; i < into.length; i++) {
            into[i] /= sum;
        }
    }
}
