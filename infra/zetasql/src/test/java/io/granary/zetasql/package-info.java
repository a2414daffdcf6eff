/** Google's own analyser and evaluator as the judge of the SQL that goes to BigQuery. */
@NullMarked
package io.granary.zetasql;

import org.jspecify.annotations.NullMarked;
