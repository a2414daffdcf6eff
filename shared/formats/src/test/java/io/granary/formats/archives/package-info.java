@NullMarked
package io.granary.formats.archives;

import org.jspecify.annotations.NullMarked;
