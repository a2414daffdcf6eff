@NullMarked
package io.granary.formats.geometry;

import org.jspecify.annotations.NullMarked;
