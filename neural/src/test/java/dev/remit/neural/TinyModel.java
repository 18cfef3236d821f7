package dev.remit.neural;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A whole model of one step, written by hand: a table says of each known word what it is. Its tokenizer lowers case, takes
 * accents off and cuts words into pieces, as that of BERT does.
 */
final class TinyModel {
    static final List<String> LABELS = List.of("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "MISC");

    /** A label of this makes it as probable as 0.993, with six labels. */
    private static final float SURE = 6.6f;

    private static final int INT64 = 7;
    private static final int FLOAT = 1;
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]");

    private final Map<String, float[]> words = new LinkedHashMap<>();
    private List<String> inputs = List.of("input_ids", "attention_mask", "token_type_ids");
    private List<String> labels = LABELS;
    private String output = "logits";
    private String operator = "Gather";
    private int outputType = FLOAT;
    private int dimensions = 3;
    private int positions = 512;
    private int missing;
    private boolean together;

    TinyModel() {
        SPECIAL.forEach(word -> word(word, "O", SURE));
    }

    /** A word, or a piece of one that begins with ##. */
    TinyModel word(String word, String label) {
        return word(word, label, SURE);
    }

    TinyModel word(String word, String label, float logit) {
        float[] row = new float[LABELS.size()];
        row[LABELS.indexOf(label)] = logit;
        words.put(word, row);
        return this;
    }

    TinyModel words(String label, String... all) {
        for (String word : all) {
            word(word, label);
        }
        return this;
    }

    TinyModel inputs(String... names) {
        inputs = List.of(names);
        return this;
    }

    TinyModel output(String name, int type, int many) {
        output = name;
        outputType = type;
        dimensions = many;
        return this;
    }

    TinyModel operator(String name) {
        operator = name;
        return this;
    }

    TinyModel positions(int most) {
        positions = most;
        return this;
    }

    /** What {@code config.json} says; the table has six all the same. */
    TinyModel labels(List<String> all) {
        labels = all;
        return this;
    }

    /** So many of the words that the tokenizer knows are not in the table, so that reading them fails. */
    TinyModel missing(int last) {
        missing = last;
        return this;
    }

    /** What it says of a word is multiplied by the greatest that it says of any word that it reads together with it. */
    TinyModel together() {
        together = true;
        return this;
    }

    /** Writes it. */
    Path in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("model.onnx"), network());
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
        Files.writeString(folder.resolve("config.json"), config());
        return folder;
    }

    private String config() {
        return "{\"model_type\":\"bert\",\"max_position_embeddings\":" + positions + ",\"id2label\":{"
                + IntStream.range(0, labels.size())
                        .mapToObj(i -> "\"" + i + "\":\"" + labels.get(i) + "\"")
                        .collect(Collectors.joining(","))
                + "}}";
    }

    private String tokenizer() {
        List<String> all = new ArrayList<>(words.keySet());
        String added = IntStream.range(0, SPECIAL.size())
                .mapToObj(i -> """
                        {"id":%d,"content":"%s","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,\
                        "special":true}""".formatted(i, SPECIAL.get(i)))
                .collect(Collectors.joining(","));
        String vocabulary = IntStream.range(0, all.size())
                .mapToObj(i -> "\"" + all.get(i) + "\":" + i)
                .collect(Collectors.joining(","));
        return """
                {"version":"1.0","truncation":{"direction":"Right","max_length":500,"strategy":"LongestFirst","stride":0},
                "padding":{"strategy":{"Fixed":500},"direction":"Right","pad_to_multiple_of":null,"pad_id":0,
                "pad_type_id":0,"pad_token":"[PAD]"},
                "added_tokens":[%s],
                "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,
                "lowercase":true},
                "pre_tokenizer":{"type":"BertPreTokenizer"},
                "post_processor":{"type":"TemplateProcessing",
                "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},
                {"SpecialToken":{"id":"[SEP]","type_id":0}}],
                "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
                "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},
                "[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}},
                "decoder":{"type":"WordPiece","prefix":"##","cleanup":true},
                "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
                "max_input_chars_per_word":100,"vocab":{%s}}}
                """.formatted(added, vocabulary);
    }

    /** By the numbers in onnx.proto: a model of a graph of a node, an initializer, inputs and an output. */
    private byte[] network() {
        int rows = words.size() - missing;
        ByteBuffer table =
                ByteBuffer.allocate(rows * LABELS.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        words.values().stream().limit(rows).forEach(row -> {
            for (float logit : row) {
                table.putFloat(logit);
            }
        });
        Protobuf graph = new Protobuf();
        graph.message(1, node(operator, together ? "each" : output, "table", inputs.getFirst()));
        if (together) {
            // An attribute: its name, its whole numbers, and 7 for that they are such.
            Protobuf axes = new Protobuf().text(1, "axes").number(8, 1).number(20, 7);
            graph.message(1, node("ReduceMax", "greatest", "each").message(5, axes));
            graph.message(1, node("Mul", output, "each", "greatest"));
        }
        graph.text(2, "tiny")
                .message(
                        5,
                        new Protobuf()
                                .number(1, rows)
                                .number(1, LABELS.size())
                                .number(2, FLOAT)
                                .text(8, "table")
                                .bytes(9, table.array()));
        inputs.forEach(name -> graph.message(11, value(name, INT64, List.of("batch", "sequence"))));
        List<String> said = List.of("batch", "sequence", Integer.toString(LABELS.size()));
        graph.message(12, value(output, outputType, said.subList(0, dimensions)));
        return new Protobuf()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").number(2, 13))
                .toBytes();
    }

    private static Protobuf node(String operator, String output, String... inputs) {
        Protobuf node = new Protobuf();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, operator);
    }

    private static Protobuf value(String name, int type, List<String> shape) {
        Protobuf dimensions = new Protobuf();
        for (String size : shape) {
            boolean open = !Character.isDigit(size.charAt(0));
            dimensions.message(1, open ? new Protobuf().text(2, size) : new Protobuf().number(1, Long.parseLong(size)));
        }
        return new Protobuf()
                .text(1, name)
                .message(
                        2,
                        new Protobuf().message(1, new Protobuf().number(1, type).message(2, dimensions)));
    }
}
