@NullMarked
package io.granary.formats.voc;

import org.jspecify.annotations.NullMarked;
