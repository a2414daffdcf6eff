/** Tables of annotations: boxes, labels and captions, one a row. */
@NullMarked
package io.granary.formats.csv;

import org.jspecify.annotations.NullMarked;
