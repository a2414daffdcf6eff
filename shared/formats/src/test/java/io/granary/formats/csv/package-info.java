@NullMarked
package io.granary.formats.csv;

import org.jspecify.annotations.NullMarked;
