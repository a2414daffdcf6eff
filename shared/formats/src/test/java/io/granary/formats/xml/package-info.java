@NullMarked
package io.granary.formats.xml;

import org.jspecify.annotations.NullMarked;
