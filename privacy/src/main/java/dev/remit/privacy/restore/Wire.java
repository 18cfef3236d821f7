package dev.remit.privacy.restore;

/** The protocols of model providers whose answers can be restored. */
public enum Wire {
    /** OpenAI's chat completions, and what copies them. */
    OPENAI_CHAT,
    /** OpenAI's responses. */
    OPENAI_RESPONSES,
    /** Anthropic's messages. */
    ANTHROPIC;

    Dialect dialect() {
        return switch (this) {
            case OPENAI_CHAT -> new ChatDialect();
            case OPENAI_RESPONSES -> new ResponsesDialect();
            case ANTHROPIC -> new AnthropicDialect();
        };
    }
}
