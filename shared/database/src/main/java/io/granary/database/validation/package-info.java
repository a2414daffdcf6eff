/** What can be wrong with a dataset as it is stored, each looked for by one statement. */
@NullMarked
package io.granary.database.validation;

import org.jspecify.annotations.NullMarked;
