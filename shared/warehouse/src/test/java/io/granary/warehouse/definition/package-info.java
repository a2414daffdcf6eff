/** Tests. */
@NullMarked
package io.granary.warehouse.definition;

import org.jspecify.annotations.NullMarked;
