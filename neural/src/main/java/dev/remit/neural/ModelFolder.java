package dev.remit.neural;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lies in a model's folder.
 *
 * @param labels what the model says of a token, by the place in its output
 * @param longest the most tokens that it reads at once
 */
record ModelFolder(Path network, Path tokenizer, List<String> labels, int longest) {
    /** What most models were trained with; more would cost time that grows with its square. */
    private static final int LONGEST = 512;

    private static final int MOST_LABELS = 1_000;
    private static final long MOST_BYTES_OF_CONFIG = 1 << 20;
    private static final String EXPORT =
            "Export it for token classification, with model.onnx, tokenizer.json and config.json in one folder.";

    static ModelFolder of(Path folder) throws NotUsable {
        if (!Files.isDirectory(folder)) {
            throw new NotUsable("There is no folder " + folder + ".", "Put the model there, or name another folder.");
        }
        Path network = file(folder, "model.onnx");
        Path tokenizer = file(folder, "tokenizer.json");
        Path config = file(folder, "config.json");
        JsonNode said = json(config);
        int positions = said.path("max_position_embeddings").asInt(LONGEST);
        return new ModelFolder(network, tokenizer, labels(said, config), Math.clamp(positions, 1, LONGEST));
    }

    private static Path file(Path folder, String name) throws NotUsable {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new NotUsable("There is no file " + file + " that can be read.", EXPORT);
        }
        return file;
    }

    private static JsonNode json(Path file) throws NotUsable {
        try {
            if (file.toFile().length() > MOST_BYTES_OF_CONFIG) {
                throw new NotUsable(file + " is longer than 1 MiB, so it is no config.json of a model.", EXPORT);
            }
            return JsonMapper.shared().readTree(file);
        } catch (JacksonException e) {
            throw new NotUsable(file + " cannot be read as JSON.", EXPORT);
        }
    }

    private static List<String> labels(JsonNode config, Path file) throws NotUsable {
        JsonNode named = config.path("id2label");
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < Math.min(named.size(), MOST_LABELS); i++) {
            labels.add(named.path(Integer.toString(i)).asString(""));
        }
        if (labels.isEmpty() || labels.size() != named.size() || labels.contains("")) {
            throw new NotUsable(
                    file + " does not name its labels: 'id2label' has none, or not all from \"0\" up.",
                    "Add them as in { \"id2label\": { \"0\": \"O\", \"1\": \"B-PER\", \"2\": \"I-PER\" } }.");
        }
        return List.copyOf(labels);
    }
}
