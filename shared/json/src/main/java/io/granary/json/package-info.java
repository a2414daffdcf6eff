/** The one JSON dialect of the API, the rows and the messages. */
@NullMarked
package io.granary.json;

import org.jspecify.annotations.NullMarked;
