@NullMarked
package io.granary.labeling;

import org.jspecify.annotations.NullMarked;
