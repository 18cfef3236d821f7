package dev.remit.neural;

import dev.remit.privacy.detect.RecogniserPlugin;

/**
 * Opens a folder as Hugging Face exports a token classification model: {@code model.onnx}, {@code tokenizer.json},
 * {@code config.json}. What it finds is {@link dev.remit.privacy.detect.Tier#LIKELY}.
 */
public final class NeuralPlugin implements RecogniserPlugin {
    /** For {@link java.util.ServiceLoader}. */
    public NeuralPlugin() {}

    @Override
    public Opened open(Wanted wanted) {
        try {
            return new Opened.Ready(NeuralModel.open(wanted));
        } catch (NotUsable refused) {
            return new Opened.Refused(refused.why(), refused.advice());
        }
    }
}
