package dev.remit.privacy.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Labelled texts in the form of presidio-research's data sets: a JSON array of objects with {@code full_text},
 * {@code template_id} and {@code spans}, whose {@code start_position} and {@code end_position} count code points.
 */
record LabelledSet(List<Sample> samples) {
    LabelledSet {
        samples = List.copyOf(samples);
    }

    static LabelledSet read(Path file) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Object item : list(Json.read(Files.readString(file)))) {
            Map<?, ?> sample = (Map<?, ?>) Objects.requireNonNull(item);
            samples.add(sample(sample));
        }
        return new LabelledSet(samples);
    }

    /** Those whose template's number fits. */
    LabelledSet ofTemplates(IntPredicate fits) {
        return new LabelledSet(
                samples.stream().filter(sample -> fits.test(sample.template())).toList());
    }

    private static Sample sample(Map<?, ?> object) {
        String text = (String) Objects.requireNonNull(object.get("full_text"));
        List<Span> spans = new ArrayList<>();
        for (Object item : list(object.get("spans"))) {
            Map<?, ?> span = (Map<?, ?>) Objects.requireNonNull(item);
            int start = text.offsetByCodePoints(0, number(span.get("start_position")));
            int end = text.offsetByCodePoints(0, number(span.get("end_position")));
            spans.add(new Span((String) Objects.requireNonNull(span.get("entity_type")), start, end));
        }
        spans.sort(Comparator.comparingInt(Span::start));
        return new Sample(text, number(object.get("template_id")), spans);
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    private static int number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).intValue();
    }
}
