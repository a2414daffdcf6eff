package io.granary.deletion.backup;

import io.granary.database.AnnotationRepository;
import io.granary.database.CopyRows;
import io.granary.database.DatasetRepository;
import io.granary.database.LabelClass;
import io.granary.database.Project;
import io.granary.database.ProjectRepository;
import io.granary.database.Sample;
import io.granary.database.SampleRepository;
import io.granary.database.SourceFile;
import io.granary.database.SourceFileRepository;
import io.granary.database.StatisticsRepository;
import io.granary.database.User;
import io.granary.domain.Ids;
import io.granary.domain.Sha256;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A dataset that is ready, whose objects are what its rows say.
 *
 * @param contents the bytes of samples and files by their paths
 */
record StoredSet(
    UUID id,
    User owner,
    String name,
    UUID labelClass,
    Map<String, byte[]> contents,
    Map<String, String> keys) {
  static final String GEOMETRY = "{\"x\":1.50,\"y\":2,  \"width\":3e0,\"height\":4.125}";

  /** One without anything in it. */
  static StoredSet empty(TestStack stack, User owner, String name) {
    return make(stack, owner, name, Map.of(), Map.of());
  }

  /** One of some samples and files; each second sample has a box. */
  static StoredSet make(
      TestStack stack,
      User owner,
      String name,
      Map<String, byte[]> samples,
      Map<String, byte[]> files) {
    UUID dataset = stack.bean(Ids.class).next();
    UUID project = stack.bean(Ids.class).next();
    UUID labelClass = stack.bean(Ids.class).next();
    UUID ingest = stack.bean(Ids.class).next();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Map<String, byte[]> contents = new TreeMap<>(samples);
    contents.putAll(files);
    Map<String, String> keys = new TreeMap<>();
    contents.forEach(
        (path, content) -> {
          String key = "raw/%s/%s/%d".formatted(owner.id(), dataset, keys.size());
          stack.objects().create(key, content, "application/octet-stream");
          keys.put(path, key);
        });
    List<Sample> rows = new ArrayList<>();
    samples.forEach(
        (path, bytes) -> rows.add(sample(dataset, ingest, path, keys.get(path), bytes, now)));
    stack
        .bean(Jdbi.class)
        .useTransaction(
            handle -> {
              var datasets = stack.bean(DatasetRepository.class);
              datasets.insert(
                  handle,
                  new DatasetRepository.NewDataset(
                      dataset, owner.id(), name, "made by a test", "upload", null, now));
              stack.bean(SampleRepository.class).insert(handle, rows);
              stack
                  .bean(SourceFileRepository.class)
                  .insert(
                      handle,
                      files.entrySet().stream()
                          .map(f -> file(dataset, ingest, f.getKey(), keys, f.getValue()))
                          .toList());
              int boxes = (rows.size() + 1) / 2;
              saveClass(stack, handle, dataset, project, labelClass, now);
              annotate(handle, rows, labelClass, owner.id(), now);
              stack.bean(AnnotationRepository.class).keepSampleCounts(handle, dataset);
              stack
                  .bean(StatisticsRepository.class)
                  .save(handle, dataset, "{\"sample_count\": %d}".formatted(rows.size()), now);
              long bytes = contents.values().stream().mapToLong(b -> b.length).sum();
              datasets.ready(
                  handle,
                  dataset,
                  new DatasetRepository.Counts(
                      "image", "raw/", "{}", bytes, 0, 0, rows.size(), boxes, 1),
                  now);
            });
    return new StoredSet(dataset, owner, name, labelClass, contents, keys);
  }

  private static void saveClass(
      TestStack stack, Handle handle, UUID dataset, UUID project, UUID labelClass, Instant now) {
    var projects = stack.bean(ProjectRepository.class);
    projects.save(
        handle,
        new Project(project, dataset, "boxes", "object_detection", 1, 0, 0, 0, 0, 1, now, now));
    projects.saveClasses(
        handle,
        List.of(
            new LabelClass(
                labelClass,
                project,
                dataset,
                0,
                "Müller's disc",
                "#e63939",
                "shape",
                "1",
                List.of("nose", "tail"),
                List.of(0, 1),
                0,
                0)));
  }

  private static Sample sample(
      UUID dataset, UUID ingest, String path, String key, byte[] content, Instant now) {
    return new Sample(
        dataset,
        Ids.derived(dataset, path),
        ingest,
        path,
        "",
        path.startsWith("train/") ? "train" : null,
        "image",
        key,
        content.length,
        Sha256.hex(content),
        "image/png",
        64,
        48,
        64,
        48,
        1,
        1,
        null,
        List.of(),
        0,
        now);
  }

  private static SourceFile file(
      UUID dataset, UUID ingest, String path, Map<String, String> keys, byte[] content) {
    return new SourceFile(
        dataset, ingest, path, keys.get(path), content.length, Sha256.hex(content), null);
  }

  private static void annotate(
      Handle handle, List<Sample> samples, UUID labelClass, UUID user, Instant now) {
    try (var rows = new CopyRows(handle.getConnection(), AnnotationRepository.COPY_TARGET)) {
      for (int i = 0; i < samples.size(); i += 2) {
        Sample sample = samples.get(i);
        rows.add(sample.datasetId())
            .add(Ids.derived(sample.id(), "box"))
            .add(sample.id())
            .add(labelClass)
            .add("bbox")
            .add(1.5)
            .add(2.0)
            .add(3.0)
            .add(4.125)
            .add(GEOMETRY)
            .add("{\"occluded\":true}")
            .add("confirmed")
            .add(Double.NaN)
            .add(false)
            .add("7")
            .add(user)
            .add(now)
            .add(user)
            .add(now)
            .endRow();
      }
      rows.finish();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot write annotations", e);
    }
  }

  /** Bytes that no compression makes smaller, and that another number makes others. */
  static byte[] bytes(int length, int number) {
    byte[] bytes = new byte[length];
    new java.util.Random(number).nextBytes(bytes);
    return bytes;
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
