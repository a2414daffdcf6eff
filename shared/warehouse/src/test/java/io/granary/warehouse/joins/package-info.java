@NullMarked
package io.granary.warehouse.joins;

import org.jspecify.annotations.NullMarked;
