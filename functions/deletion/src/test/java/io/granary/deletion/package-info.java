@NullMarked
package io.granary.deletion;

import org.jspecify.annotations.NullMarked;
