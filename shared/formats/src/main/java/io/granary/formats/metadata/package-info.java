/** Metadata files beside samples, as Hugging Face datasets have them. */
@NullMarked
package io.granary.formats.metadata;

import org.jspecify.annotations.NullMarked;
