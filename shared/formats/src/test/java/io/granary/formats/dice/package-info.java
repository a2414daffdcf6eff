@NullMarked
package io.granary.formats.dice;

import org.jspecify.annotations.NullMarked;
