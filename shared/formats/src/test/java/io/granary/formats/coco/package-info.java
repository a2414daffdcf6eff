@NullMarked
package io.granary.formats.coco;

import org.jspecify.annotations.NullMarked;
