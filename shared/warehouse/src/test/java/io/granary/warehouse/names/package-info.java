@NullMarked
package io.granary.warehouse.names;

import org.jspecify.annotations.NullMarked;
