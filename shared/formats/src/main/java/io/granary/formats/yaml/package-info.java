/** YAML that strangers have written, as nodes. */
@NullMarked
package io.granary.formats.yaml;

import org.jspecify.annotations.NullMarked;
