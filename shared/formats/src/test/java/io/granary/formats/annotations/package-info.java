@NullMarked
package io.granary.formats.annotations;

import org.jspecify.annotations.NullMarked;
