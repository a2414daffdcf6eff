/** Uploads in many requests: files go to S3 by links, and are an ingest's once all are there. */
@NullMarked
package io.granary.ingest.uploads;

import org.jspecify.annotations.NullMarked;
