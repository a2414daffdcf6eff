@NullMarked
package io.granary.local;

import org.jspecify.annotations.NullMarked;
