package io.granary.testing;

import io.granary.database.AnnotationRepository;
import io.granary.database.CopyRows;
import io.granary.database.DatasetRepository;
import io.granary.database.JobRepository;
import io.granary.database.LabelClass;
import io.granary.database.Project;
import io.granary.database.ProjectRepository;
import io.granary.database.Sample;
import io.granary.database.SampleRepository;
import io.granary.database.StatisticsRepository;
import io.granary.database.User;
import io.granary.domain.Ids;
import io.granary.domain.Sha256;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A dataset that is ready, as an ingest leaves it: pictures of 64 x 48, every second one in train,
 * one class, and a box on each picture in train.
 */
public record SampleDataset(UUID id, UUID project, UUID labelClass, UUID job, List<UUID> samples) {
  /** Writes the rows, and the object of each picture. */
  public static SampleDataset make(TestStack stack, User owner, String name, int pictures) {
    Ids ids = stack.bean(Ids.class);
    UUID dataset = ids.next();
    UUID project = ids.next();
    UUID ingest = ids.next();
    UUID job = ids.next();
    UUID labelClass = ids.next();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      samples.add(picture(stack, dataset, ingest, i, now));
    }
    int boxes = (pictures + 1) / 2;
    stack
        .bean(Jdbi.class)
        .useTransaction(
            handle -> {
              var datasets = stack.bean(DatasetRepository.class);
              datasets.insert(
                  handle,
                  new DatasetRepository.NewDataset(
                      dataset, owner.id(), name, "made by a test", "drop", null, now));
              stack.bean(SampleRepository.class).insert(handle, samples);
              var projects = stack.bean(ProjectRepository.class);
              projects.save(
                  handle,
                  new Project(
                      project,
                      dataset,
                      name,
                      "object_detection",
                      1,
                      boxes,
                      pictures - boxes,
                      0,
                      boxes,
                      1,
                      now,
                      now));
              projects.saveClasses(
                  handle,
                  List.of(
                      new LabelClass(
                          labelClass,
                          project,
                          dataset,
                          0,
                          "disc",
                          "#e63939",
                          null,
                          "1",
                          List.of(),
                          List.of(),
                          boxes,
                          boxes)));
              annotate(handle, samples, labelClass, owner.id(), now);
              stack.bean(AnnotationRepository.class).keepSampleCounts(handle, dataset);
              stack
                  .bean(StatisticsRepository.class)
                  .save(handle, dataset, "{\"sample_count\": %d}".formatted(pictures), now);
              datasets.ready(
                  handle,
                  dataset,
                  new DatasetRepository.Counts(
                      "image", "raw/", "{\"format\":\"coco\"}", 1000, 0, 0, pictures, boxes, 1),
                  now);
              var jobs = stack.bean(JobRepository.class);
              jobs.insert(handle, job, "ingest", dataset, owner.id(), now);
              jobs.log(handle, job, "info", "Made by a test", now);
              jobs.complete(handle, job, "{}", now);
            });
    return new SampleDataset(
        dataset, project, labelClass, job, samples.stream().map(Sample::id).toList());
  }

  /** Lets somebody else in. */
  public void share(TestStack stack, User user, String role) {
    stack
        .stack()
        .executeAsOwner(
            "insert into dataset_shares values ('%s', '%s', '%s', now())"
                .formatted(id, user.id(), role));
  }

  /** Gives it a version that may not be deleted, as datasets over tables have them. */
  public void protectVersion(TestStack stack, User owner) {
    stack
        .stack()
        .executeAsOwner(
            """
            insert into dataset_versions
              (dataset_id, version, digest, definition, table_schemas, sql, as_of, sample_count,
               is_protected, created_by, created_at)
            values ('%s', 1, '', '{}', '[]', '{}', date '2026-01-01', 0, true, '%s', now())
            """
                .formatted(id, owner.id()));
  }

  /** Puts it in a model. */
  public void moveTo(TestStack stack, UUID model) {
    stack
        .stack()
        .executeAsOwner("update datasets set model_id = '%s' where id = '%s'".formatted(model, id));
  }

  private static Sample picture(
      TestStack stack, UUID dataset, UUID ingest, int number, Instant now) {
    boolean isTrain = number % 2 == 0;
    String path = "%s/%03d.png".formatted(isTrain ? "train" : "other", number);
    String key = "raw/test/%s/%s".formatted(dataset, path);
    byte[] content = SampleImages.png(64, 48, number);
    stack.objects().create(key, content, "image/png");
    return new Sample(
        dataset,
        Ids.derived(dataset, path),
        ingest,
        path,
        isTrain ? "train" : "other",
        isTrain ? "train" : null,
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

  private static void annotate(
      Handle handle, List<Sample> samples, UUID labelClass, UUID user, Instant now) {
    try (var rows = new CopyRows(handle.getConnection(), AnnotationRepository.COPY_TARGET)) {
      for (Sample sample : samples) {
        if (sample.split() != null) {
          rows.add(sample.datasetId())
              .add(Ids.derived(sample.id(), "box"))
              .add(sample.id())
              .add(labelClass)
              .add("bbox")
              .add(16.0)
              .add(12.0)
              .add(32.0)
              .add(24.5)
              .add("{\"x\":16,\"y\":12,\"width\":32,\"height\":24.5}")
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
      }
      rows.finish();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot write annotations", e);
    }
  }

  /** What the API says of a box of these. */
  public static Map<String, Double> box() {
    return Map.of("x", 16.0, "y", 12.0, "width", 32.0, "height", 24.5);
  }
}
