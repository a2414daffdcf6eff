package io.granary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.AccessTokens;
import io.granary.json.Json;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.QueuePoller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * A dataset in the trash removed for good, from its message to the end of its job, beside bare
 * DeleteObjects calls for as many objects, 1,000 keys each, as many at once.
 */
final class PurgeBenchmark {
  private static final int SMALL = 20_000;
  private static final int PARALLEL = 8;
  private static final int BATCH = 1000;
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Bench bench;
  private final Path store;
  private final ApiClient client;

  /**
   * @param objects the folder of all buckets
   */
  PurgeBenchmark(Bench bench, Path objects) {
    this.bench = bench;
    this.store = objects.resolve(bench.stack().names().bucket());
    this.client =
        new ApiClient(bench.gateway(), bench.bean(AccessTokens.class).issue(bench.user().id()));
  }

  void run() throws Exception {
    // Once unseen, so that the compiler has done its work before anything counts.
    run("warm-up", SMALL);
    Measure small = run("small", SMALL);
    Measure large = run("large", 10 * SMALL);
    Measure.print("purge", "objects", small, large);
  }

  private Measure run(String name, int pictures) throws Exception {
    TrashedSet set = TrashedSet.make(bench, store, name, pictures);
    // Half before and half after, because the compiler and the disk go on while it runs.
    double floor = bare(name + "-before", pictures / 2);
    UUID job = begin(set);
    QueuePoller poller = bench.poller();
    var steps = CompletableFuture.supplyAsync(() -> watch(job));
    double seconds = Measure.seconds(poller::drain);
    long peak = Measure.residentPeakMb();
    check(set, job);
    floor += bare(name + "-after", pictures - pictures / 2);
    System.out.printf("purge of %,d objects by steps, in ms: %s%n", pictures, steps.join());
    return new Measure(pictures, seconds, floor, peak);
  }

  private UUID begin(TrashedSet set) {
    Answer answer =
        client.post(
            "/api/datasets/%s/delete".formatted(set.id()),
            Map.of("confirm_dataset_name", set.name(), "permanent", true, "create_backup", false));
    if (answer.status() != 202) {
      throw new IllegalStateException(answer.body());
    }
    return UUID.fromString(answer.json().path("job_id").asText());
  }

  private double bare(String name, int objects) throws Exception {
    List<String> keys = TrashedSet.lay(store, "raw/%s/%s/".formatted(name, name), objects);
    S3Client s3 = bench.bean(S3Client.class);
    try (ExecutorService pool = Executors.newFixedThreadPool(PARALLEL)) {
      return Measure.seconds(
          () -> {
            List<Future<?>> requests = new ArrayList<>();
            for (int from = 0; from < keys.size(); from += BATCH) {
              List<String> batch = keys.subList(from, Math.min(from + BATCH, keys.size()));
              requests.add(pool.submit(() -> delete(s3, batch)));
            }
            for (Future<?> request : requests) {
              request.get();
            }
          });
    }
  }

  private void delete(S3Client s3, List<String> keys) {
    List<ObjectIdentifier> named =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    var answer =
        s3.deleteObjects(
            delete ->
                delete
                    .bucket(bench.objects().bucket())
                    .delete(what -> what.objects(named).quiet(true)));
    if (answer.hasErrors()) {
      throw new IllegalStateException(answer.errors().getFirst().code());
    }
  }

  /** How long a deletion was seen at each of its steps, in milliseconds. */
  private Map<String, Long> watch(UUID job) {
    Map<String, Long> steps = new TreeMap<>();
    long last = System.nanoTime();
    String step = step(job);
    while (!step.equals("ended")) {
      LockSupport.parkNanos(LOOK.toNanos());
      long now = System.nanoTime();
      steps.merge(step, (now - last) / 1_000_000, Long::sum);
      last = now;
      step = step(job);
    }
    return steps;
  }

  private String step(UUID job) {
    return text(
        "select case when ended_at is null then step else 'ended' end from deletions"
            + " where job_id = :id",
        job);
  }

  private String text(String sql, UUID id) {
    return bench
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).bind("id", id).mapTo(String.class).one());
  }

  private void check(TrashedSet set, UUID job) {
    JsonNode result = Json.tree(text("select result::text from jobs where id = :id", job));
    JsonNode summary = result.path("deletion_summary");
    expect("images", summary.path("images_deleted").asLong(), set.pictures());
    expect("annotations", summary.path("annotations_deleted").asLong(), set.pictures());
    expect("bytes", summary.path("storage_bytes_freed").asLong(), set.bytes());
    expect("keys", summary.path("s3_keys_count").asLong(), set.objects());
    expect("named keys", summary.path("s3_keys_deleted").size(), BATCH);
    for (String table : List.of("samples", "annotations", "datasets")) {
      String column = table.equals("datasets") ? "id" : "dataset_id";
      String left = "select count(*)::text from %s where %s = :id".formatted(table, column);
      expect("rows of " + table, Long.parseLong(text(left, set.id())), 0);
    }
    try (var left = bench.objects().list("raw/%s/%s/".formatted(bench.user().id(), set.id()))) {
      expect("objects", left.count(), 0);
    }
  }

  private static void expect(String what, long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException(
          "Cannot count the purge: %,d %s, not %,d".formatted(found, what, expected));
    }
  }
}
