/** COCO: instances read as a stream. */
@NullMarked
package io.granary.formats.coco;

import org.jspecify.annotations.NullMarked;
