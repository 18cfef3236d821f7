/** Finds names in text with a token classification model in ONNX that an operator supplies. */
@NullMarked
package dev.remit.neural;

import org.jspecify.annotations.NullMarked;
