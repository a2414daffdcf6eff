@NullMarked
package io.granary.warehouse.roles;

import org.jspecify.annotations.NullMarked;
