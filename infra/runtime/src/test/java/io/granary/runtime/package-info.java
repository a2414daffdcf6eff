@NullMarked
package io.granary.runtime;

import org.jspecify.annotations.NullMarked;
