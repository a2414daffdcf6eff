/** Tests. */
@NullMarked
package io.granary.warehouse.sql;

import org.jspecify.annotations.NullMarked;
