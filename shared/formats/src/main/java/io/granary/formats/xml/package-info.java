/** XML that strangers have written, read within limits; and XML written for any reader. */
@NullMarked
package io.granary.formats.xml;

import org.jspecify.annotations.NullMarked;
