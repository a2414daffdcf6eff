/** Labelling: projects, classes, annotations. */
@NullMarked
package io.granary.labeling;

import org.jspecify.annotations.NullMarked;
