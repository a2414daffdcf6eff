/** How tables belong together, by their names first and then by what is in them. */
@NullMarked
package io.granary.warehouse.joins;

import org.jspecify.annotations.NullMarked;
