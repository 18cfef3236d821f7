/** Tests of what is found in prose. */
@NullMarked
package dev.remit.privacy.detect.prose;

import org.jspecify.annotations.NullMarked;
