/** Archives read by ranges: their directories, their parts, and what is wrong with them. */
@NullMarked
package io.granary.formats.archives;

import org.jspecify.annotations.NullMarked;
