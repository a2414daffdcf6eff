@NullMarked
package io.granary.testing;

import org.jspecify.annotations.NullMarked;
