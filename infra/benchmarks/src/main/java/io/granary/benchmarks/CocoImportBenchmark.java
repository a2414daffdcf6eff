package io.granary.benchmarks;

import io.granary.benchmarks.Bench.Begun;
import io.granary.database.Sample;
import io.granary.database.SampleRepository;
import io.granary.database.SourceFile;
import io.granary.database.SourceFileRepository;
import io.granary.domain.Ids;
import io.granary.storage.LargeObject;
import io.granary.storage.Queues;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * COCO instances of the size of train2017, parsed, judged, stored with keys and counted, beside the
 * COPY of the same rows from a file into tables with the same keys.
 */
final class CocoImportBenchmark {
  private static final int IMAGES = 118_287;
  private static final int ANNOTATIONS = 860_001;
  private static final int BATCH = 2000;

  private final Bench bench;

  CocoImportBenchmark(Bench bench) {
    this.bench = bench;
  }

  void run() throws Exception {
    String tenth = System.getenv("GRANARY_BENCH_COCO_TENTH");
    // Once unseen, so that the compiler has done its work before anything counts.
    run(IMAGES / 10, ANNOTATIONS / 10, tenth);
    Measure small = run(IMAGES / 10, ANNOTATIONS / 10, tenth);
    Measure large = run(IMAGES, ANNOTATIONS, System.getenv("GRANARY_BENCH_COCO"));
    Measure.print("COCO import", "images and annotations", small, large);
  }

  private Measure run(int images, int annotations, @Nullable String given) throws Exception {
    Path file = given == null ? Files.createTempFile("coco", ".json") : Path.of(given);
    if (given == null) {
      CocoGenerator.write(file, images, annotations);
    }
    List<String> names = CocoGenerator.fileNames(file);
    Begun begun = bench.begin("coco " + UUID.randomUUID());
    String key = "raw/bench/%s/instances_train.json".formatted(begun.dataset());
    put(file, key);
    double seconds = Measure.seconds(() -> product(begun, names, key, Files.size(file)));
    long rows = count("samples", begun.dataset()) + count("annotations", begun.dataset());
    long peak = Measure.residentPeakMb();
    double floor = floor(begun.dataset());
    if (given == null) {
      Files.delete(file);
    }
    return new Measure(rows, seconds, floor, peak);
  }

  private void put(Path file, String key) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20);
        LargeObject target = bench.objects().createLarge(key, "application/json")) {
      in.transferTo(target);
      target.finish();
    }
  }

  private void product(Begun begun, List<String> names, String key, long size) {
    Jdbi jdbi = bench.bean(Jdbi.class);
    var repository = bench.bean(SampleRepository.class);
    for (int from = 0; from < names.size(); from += BATCH) {
      List<Sample> samples = new ArrayList<>(BATCH);
      for (String name : names.subList(from, Math.min(names.size(), from + BATCH))) {
        samples.add(sample(begun, name));
      }
      jdbi.useTransaction(handle -> repository.insert(handle, samples));
    }
    jdbi.useTransaction(
        handle ->
            bench
                .bean(SourceFileRepository.class)
                .insert(
                    handle,
                    List.of(
                        new SourceFile(
                            begun.dataset(),
                            begun.ingest(),
                            "annotations/instances_train.json",
                            key,
                            size,
                            "0",
                            null))));
    bench
        .bean(Queues.class)
        .send("finish", List.of(Map.of("ingest_id", begun.ingest(), "job_id", begun.job())));
    bench.poller().drain();
    if (!"ready".equals(status(begun.dataset()))) {
      throw new IllegalStateException("The dataset is " + status(begun.dataset()));
    }
  }

  private static Sample sample(Begun begun, String name) {
    String path = "images/" + name;
    return new Sample(
        begun.dataset(),
        Ids.derived(begun.dataset(), path),
        begun.ingest(),
        path,
        "images",
        null,
        "image",
        "raw/bench/" + path,
        150_000,
        "0".repeat(64),
        "image/jpeg",
        640,
        640,
        640,
        640,
        1,
        1,
        null,
        List.of(),
        0,
        Bench.now());
  }

  private String status(UUID dataset) {
    return bench
        .bean(Jdbi.class)
        .withHandle(
            handle ->
                handle
                    .createQuery("select status from datasets where id = :id")
                    .bind("id", dataset)
                    .mapTo(String.class)
                    .one());
  }

  private long count(String table, UUID dataset) {
    return bench
        .bean(Jdbi.class)
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from %s where dataset_id = :id".formatted(table))
                    .bind("id", dataset)
                    .mapTo(Long.class)
                    .one());
  }

  /** The same rows, rendered already, into tables with the same keys and indexes. */
  private double floor(UUID dataset) throws Exception {
    double seconds = 0;
    try (Connection connection = bench.stack().ownerConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("samples", "annotations")) {
        Path rows = Files.createTempFile(table, ".copy");
        render(connection, table, dataset, rows);
        String target = "floor_" + table;
        statement.execute("drop table if exists " + target);
        statement.execute("create table %s (like %s including all)".formatted(target, table));
        seconds += Measure.seconds(() -> copy(connection, target, rows));
        Files.delete(rows);
      }
    }
    return seconds;
  }

  private static void render(Connection connection, String table, UUID dataset, Path rows)
      throws SQLException, IOException {
    try (OutputStream out = Files.newOutputStream(rows)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "copy (select * from %s where dataset_id = '%s') to stdout".formatted(table, dataset),
              out);
    }
  }

  private static void copy(Connection connection, String table, Path rows)
      throws SQLException, IOException {
    try (InputStream in = Files.newInputStream(rows)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy %s from stdin".formatted(table), in, 1 << 20);
    }
  }
}
