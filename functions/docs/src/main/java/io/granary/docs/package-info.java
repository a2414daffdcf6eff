/** What is said about the API itself. */
@NullMarked
package io.granary.docs;

import org.jspecify.annotations.NullMarked;
