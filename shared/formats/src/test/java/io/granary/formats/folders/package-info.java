@NullMarked
package io.granary.formats.folders;

import org.jspecify.annotations.NullMarked;
