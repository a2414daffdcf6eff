@NullMarked
package io.granary.deletion.backup;

import org.jspecify.annotations.NullMarked;
