/** The warehouse that is Google BigQuery, over its REST API. */
@NullMarked
package io.granary.bigquery;

import org.jspecify.annotations.NullMarked;
