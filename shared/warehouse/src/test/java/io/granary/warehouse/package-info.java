/** Tests of the seam, and what tests of its parts share. */
@NullMarked
package io.granary.warehouse;

import org.jspecify.annotations.NullMarked;
