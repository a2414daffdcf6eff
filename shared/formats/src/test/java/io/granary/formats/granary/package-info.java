@NullMarked
package io.granary.formats.granary;

import org.jspecify.annotations.NullMarked;
