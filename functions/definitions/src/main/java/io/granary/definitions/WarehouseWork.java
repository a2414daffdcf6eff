package io.granary.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.database.Job;
import io.granary.json.Json;
import org.jdbi.v3.core.Handle;

/**
 * The work of jobs of one kind, which asks a warehouse; a bean of each kind. {@code
 * io.granary.storage.WarehouseMessage} lists the kinds.
 */
interface WarehouseWork {
  /** The kind of jobs whose work it is. */
  String kind();

  /**
   * Does the work. It may be done more than once, also at the same time: identifiers of its queries
   * follow from the job's.
   *
   * @param job with what is asked in its metadata
   * @return what becomes the JSON of the job's result, of at most a MiB
   * @throws io.granary.domain.GranaryException when it cannot be done, which ends the job with its
   *     code; after WAREHOUSE_UNAVAILABLE and anything else it is tried again
   */
  Object run(Job job, Progress progress);

  /**
   * Keeps something besides the result, in the transaction in which the job ends; a job that was
   * cancelled meanwhile keeps nothing.
   *
   * @param result what {@link #run} has returned
   */
  default void keep(Handle handle, Job job, Object result) {}

  /** What is asked of a job, read from its metadata. */
  static <T> T asked(Job job, Class<T> type) {
    JsonNode metadata = Json.tree(job.metadata());
    return Json.read(Json.write(((ObjectNode) metadata).without("retry_of")), type);
  }
}
