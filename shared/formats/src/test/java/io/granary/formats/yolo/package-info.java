@NullMarked
package io.granary.formats.yolo;

import org.jspecify.annotations.NullMarked;
