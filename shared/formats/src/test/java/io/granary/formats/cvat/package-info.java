@NullMarked
package io.granary.formats.cvat;

import org.jspecify.annotations.NullMarked;
