/** Annotations in no particular format: what readers give, and the verdict on each. */
@NullMarked
package io.granary.formats.annotations;

import org.jspecify.annotations.NullMarked;
