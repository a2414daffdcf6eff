/** Getting rid of datasets safely: impact, trash, restore, purge. */
@NullMarked
package io.granary.deletion;

import org.jspecify.annotations.NullMarked;
