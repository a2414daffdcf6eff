/** Datasets and their samples, as people look at them. */
@NullMarked
package io.granary.datasets;

import org.jspecify.annotations.NullMarked;
