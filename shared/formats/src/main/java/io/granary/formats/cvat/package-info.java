/** CVAT for images 1.1: one XML file with the shapes of many images. */
@NullMarked
package io.granary.formats.cvat;

import org.jspecify.annotations.NullMarked;
