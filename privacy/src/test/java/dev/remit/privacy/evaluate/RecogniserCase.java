package dev.remit.privacy.evaluate;

import dev.remit.privacy.detect.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A case of a recogniser's or validator's tests, as a line of JSON.
 *
 * @param test the name of the test that it is of
 * @param entity what is looked for
 * @param count how many of it there are; -1 for a validator
 * @param places where they are, in code points; empty if only their count is known
 * @param holds for a validator, whether the text is valid; null where check digits cannot tell
 */
record RecogniserCase(
        String test,
        String entity,
        String text,
        int count,
        List<List<Integer>> places,
        @Nullable Boolean holds) {
    RecogniserCase {
        places = List.copyOf(places);
    }

    static List<RecogniserCase> read(Path file) throws IOException {
        List<RecogniserCase> cases = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                cases.add(of((Map<?, ?>) Objects.requireNonNull(Json.read(line))));
            }
        }
        return cases;
    }

    private static RecogniserCase of(Map<?, ?> line) {
        Map<?, ?> other = line.get("other") instanceof Map<?, ?> map ? map : Map.of();
        Object entities = line.get("entities") == null ? other.get("entities") : line.get("entities");
        Object count = line.get("expected_len");
        Object places =
                line.get("expected_positions") == null ? other.get("expected_res") : line.get("expected_positions");
        return new RecogniserCase(
                string(line.get("test")),
                string(((List<?>) Objects.requireNonNull(entities)).getFirst()),
                string(line.get("text")),
                count == null ? -1 : ((Number) count).intValue(),
                places(places),
                (Boolean) line.get("expected"));
    }

    private static String string(@Nullable Object value) {
        return (String) Objects.requireNonNull(value);
    }

    /** One place, or several. */
    private static List<List<Integer>> places(@Nullable Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return List.of();
        }
        List<List<Integer>> places = new ArrayList<>();
        for (Object place : list.getFirst() instanceof List<?> ? list : List.of(list)) {
            places.add(((List<?>) Objects.requireNonNull(place))
                    .stream()
                            .map(n -> ((Number) Objects.requireNonNull(n)).intValue())
                            .toList());
        }
        return places;
    }

    /** Whether these are exactly what the case asks for. */
    boolean isMetBy(List<Finding> found) {
        if (count <= 0 || places.isEmpty()) {
            return found.size() == count;
        }
        List<List<Integer>> said = found.stream()
                .map(finding -> List.of(text.codePointCount(0, finding.start()), text.codePointCount(0, finding.end())))
                .toList();
        return said.equals(places);
    }
}
