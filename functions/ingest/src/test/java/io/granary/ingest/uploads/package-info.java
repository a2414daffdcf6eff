@NullMarked
package io.granary.ingest.uploads;

import org.jspecify.annotations.NullMarked;
