@NullMarked
package io.granary.formats.labelme;

import org.jspecify.annotations.NullMarked;
