@NullMarked
package io.granary.ingest;

import org.jspecify.annotations.NullMarked;
