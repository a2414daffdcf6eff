@NullMarked
package io.granary.formats.metadata;

import org.jspecify.annotations.NullMarked;
