/** What the names of tables and columns say. */
@NullMarked
package io.granary.warehouse.names;

import org.jspecify.annotations.NullMarked;
