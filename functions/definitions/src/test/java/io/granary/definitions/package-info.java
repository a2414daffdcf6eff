@NullMarked
package io.granary.definitions;

import org.jspecify.annotations.NullMarked;
