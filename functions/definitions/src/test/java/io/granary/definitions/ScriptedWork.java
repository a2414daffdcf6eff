package io.granary.definitions;

import io.granary.database.Job;
import io.granary.database.JobRepository;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** A work that does what a test wants. */
record ScriptedWork(JobRepository jobs, BiFunction<Job, Progress, Object> work)
    implements WarehouseWork {
  @Override
  public String kind() {
    return "scripted";
  }

  @Override
  public Object run(Job job, Progress progress) {
    return work.apply(job, progress);
  }

  /** Leaves a line in the log. */
  @Override
  public void keep(Handle handle, Job job, Object result) {
    if (result.equals("cannot be kept")) {
      throw new IllegalStateException("broken while it is kept");
    }
    jobs.log(handle, job.id(), "info", "kept", Instant.now());
  }
}
