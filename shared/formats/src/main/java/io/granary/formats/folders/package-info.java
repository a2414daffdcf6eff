/** Classes that the folders of samples name. */
@NullMarked
package io.granary.formats.folders;

import org.jspecify.annotations.NullMarked;
