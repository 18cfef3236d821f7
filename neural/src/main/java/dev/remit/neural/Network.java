package dev.remit.neural;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.remit.privacy.detect.RecogniserPlugin;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A network in ONNX that says of each token of a row what it is: {@code input_ids} and, where it has them,
 * {@code attention_mask} and {@code token_type_ids}, whole numbers of {@code [1, tokens]}, to {@code [1, tokens, labels]}.
 * One row is read by one thread, in a fixed order of steps. Thread-safe until it is closed.
 */
final class Network implements AutoCloseable {
    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final Set<String> INPUTS = Set.of(IDS, MASK, TYPES);
    private static final String LOGITS = "logits";
    private static final long OPEN = -1;
    private static final String ADVICE =
            "Export a model for token classification, whose inputs are input_ids, attention_mask and token_type_ids of any"
                    + " length, and whose output is logits.";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Set<String> inputs;
    private final Set<String> output;
    private final int labels;

    private Network(OrtEnvironment environment, OrtSession session, Set<String> inputs, String output, int labels) {
        this.environment = environment;
        this.session = session;
        this.inputs = Set.copyOf(inputs);
        this.output = Set.of(output);
        this.labels = labels;
    }

    static Network of(Path file, int labels) throws NotUsable {
        OrtEnvironment environment = environment();
        OrtSession session = session(environment, file);
        try {
            Set<String> inputs = inputs(session, file);
            return new Network(environment, session, inputs, output(session, file, labels), labels);
        } catch (OrtException | NotUsable e) {
            closed(session);
            throw e instanceof NotUsable refused ? refused : damaged(file, e);
        }
    }

    private static OrtEnvironment environment() throws NotUsable {
        try {
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "remit");
        } catch (LinkageError | IllegalStateException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new NotUsable(
                    "ONNX Runtime cannot be loaded: " + NotUsable.brief(cause) + ".",
                    "Use Linux with glibc 2.27 or newer, or macOS, with a temporary folder that programs may be loaded from.");
        }
    }

    private static OrtSession session(OrtEnvironment environment, Path file) throws NotUsable {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setDeterministicCompute(true);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // else it writes to standard error
            return environment.createSession(file.toString(), options);
        } catch (OrtException e) {
            throw damaged(file, e);
        }
    }

    private static NotUsable damaged(Path file, Exception e) {
        return new NotUsable(
                file + " cannot be loaded as an ONNX model: " + NotUsable.brief(e) + ".",
                "Copy it again, or export it anew.");
    }

    private static Set<String> inputs(OrtSession session, Path file) throws OrtException, NotUsable {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (!inputs.containsKey(IDS) || !INPUTS.containsAll(inputs.keySet())) {
            throw new NotUsable(
                    file + " is no model for token classification: its inputs are "
                            + String.join(", ", new TreeSet<>(inputs.keySet())) + ".",
                    ADVICE);
        }
        for (NodeInfo input : inputs.values()) {
            if (!isOf(input, OnnxJavaType.INT64, 1, OPEN)) {
                throw new NotUsable(
                        file + " does not take rows of any length: its input " + input.getName()
                                + " is not of int64 [batch, sequence].",
                        ADVICE);
            }
        }
        return inputs.keySet();
    }

    private static String output(OrtSession session, Path file, int labels) throws OrtException, NotUsable {
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        String name = outputs.containsKey(LOGITS) ? LOGITS : String.join(", ", new TreeSet<>(outputs.keySet()));
        NodeInfo output = outputs.get(name);
        if (output == null || !isOf(output, OnnxJavaType.FLOAT, 1, OPEN, labels)) {
            throw new NotUsable(
                    file + " is no model for token classification with the " + labels
                            + " labels of config.json: its output " + name + " is not of float [batch, sequence, "
                            + labels
                            + "].",
                    ADVICE);
        }
        return name;
    }

    /** @param wanted each dimension; one that is open fits any that is asked for */
    private static boolean isOf(NodeInfo node, OnnxJavaType type, long... wanted) {
        if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != type) {
            return false;
        }
        long[] shape = tensor.getShape();
        boolean fits = shape.length == wanted.length;
        for (int i = 0; fits && i < shape.length; i++) {
            fits = shape[i] == OPEN || shape[i] == wanted[i];
        }
        return fits;
    }

    /**
     * What it says of each token: one number for each label, token by token.
     *
     * @throws RecogniserPlugin.Failure if it fails; what ONNX Runtime says of it is left out, for it may tell of the text
     */
    float[] logits(long[] ids) {
        Map<String, OnnxTensor> given = new HashMap<>();
        try {
            for (String input : inputs) {
                given.put(input, OnnxTensor.createTensor(environment, row(input, ids), new long[] {1, ids.length}));
            }
            try (OrtSession.Result result = session.run(given, output)) {
                return floats(result.get(0), ids.length);
            }
        } catch (OrtException e) {
            throw failed(e.getCode().toString());
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private static LongBuffer row(String input, long[] ids) {
        long[] row = ids;
        if (!input.equals(IDS)) {
            row = new long[ids.length];
            Arrays.fill(row, input.equals(MASK) ? 1 : 0);
        }
        return LongBuffer.wrap(row);
    }

    private float[] floats(OnnxValue said, int tokens) {
        long[] shape = said.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
        if (!(said instanceof OnnxTensor tensor) || !Arrays.equals(shape, new long[] {1, tokens, labels})) {
            throw failed("its output has another shape than one row of " + labels + " numbers for each token");
        }
        float[] floats = new float[tokens * labels];
        tensor.getFloatBuffer().get(floats);
        return floats;
    }

    private static RecogniserPlugin.Failure failed(String why) {
        return new RecogniserPlugin.Failure("a neural model failed: " + why);
    }

    @Override
    public void close() {
        closed(session);
    }

    private static void closed(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a neural model could not be closed: " + e.getCode(), e);
        }
    }
}
