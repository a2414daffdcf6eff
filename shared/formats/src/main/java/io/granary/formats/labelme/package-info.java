/** LabelMe: one JSON file for each image. */
@NullMarked
package io.granary.formats.labelme;

import org.jspecify.annotations.NullMarked;
