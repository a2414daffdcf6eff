package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.DatasetRepository;
import io.granary.database.ProjectRepository;
import io.granary.database.User;
import io.granary.database.validation.Validation;
import io.granary.database.validation.ValidationRepository;
import io.granary.domain.Ids;
import io.granary.domain.Issue;
import io.granary.domain.IssueCode;
import io.granary.json.Json;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * A dataset that is ready, and can be spoiled. At first nothing is wrong with it: sixty pictures of
 * 640 x 480, forty in train and twenty in val, a box of a cat and one of a dog on each.
 */
final class DrawnSet {
  static final int PICTURES = 60;
  static final int IN_TRAIN = 40;

  private final TestStack stack;
  private final UUID project;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final List<UUID> samples = new ArrayList<>();
  private int drawn;
  final User owner;
  final UUID id;

  private DrawnSet(TestStack stack) {
    this.stack = stack;
    this.id = stack.bean(Ids.class).next();
    this.project = stack.bean(Ids.class).next();
    this.owner = stack.user("owner-" + id.toString().substring(24));
  }

  static DrawnSet blank(TestStack stack) {
    var set = new DrawnSet(stack);
    set.use(
        handle -> {
          var datasets = stack.bean(DatasetRepository.class);
          datasets.insert(
              handle,
              new DatasetRepository.NewDataset(
                  set.id, set.owner.id(), "set", "made by a test", "drop", null, set.now));
          handle.execute(
              """
              insert into projects (id, dataset_id, name, task_type, created_at, updated_at)
              values (?, ?, 'set', 'object_detection', now(), now())
              """,
              set.project,
              set.id);
          datasets.ready(
              handle,
              set.id,
              new DatasetRepository.Counts("image", "raw/", "{}", 1000, 0, 0, PICTURES, 0, 0),
              set.now);
        });
    for (int i = 0; i < PICTURES; i++) {
      set.sample("%02d.png".formatted(i), i < IN_TRAIN ? "train" : "val");
    }
    return set;
  }

  /** A dataset that nothing is wrong with. */
  static DrawnSet clean(TestStack stack) {
    DrawnSet set = blank(stack);
    set.boxOnEach(set.labelClass("cat"), 10);
    set.boxOnEach(set.labelClass("dog"), 200);
    return set;
  }

  UUID sample(String path, @Nullable String split) {
    UUID sample = Ids.derived(id, path);
    use(
        handle ->
            handle.execute(
                """
                insert into samples (dataset_id, id, ingest_id, path, folder, split, modality,
                  object_key, size, sha256, media_type, width, height, orientation, created_at)
                values (?, ?, ?, ?, '', ?, 'image', ?, 1000, ?, 'image/png', 640, 480, 1, now())
                """,
                id,
                sample,
                id,
                path,
                split,
                "raw/%s/%s".formatted(id, path),
                "%064d".formatted(samples.size())));
    samples.add(sample);
    return sample;
  }

  /** The sample at a place in the order in which they were made. */
  UUID picture(int place) {
    return samples.get(place);
  }

  UUID labelClass(String name, String... keypoints) {
    UUID labelClass = stack.bean(Ids.class).next();
    use(
        handle ->
            handle.execute(
                """
                insert into classes (id, project_id, dataset_id, position, name, color, keypoints)
                values (?, ?, ?, 0, ?, '#e63939', ?)
                """,
                labelClass,
                project,
                id,
                name,
                keypoints));
    return labelClass;
  }

  UUID classOf(String name) {
    return stack.bean(ProjectRepository.class).classes(id).stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  /** Boxes of many sizes, one on each picture. */
  void boxOnEach(UUID labelClass, int left) {
    for (int i = 0; i < PICTURES; i++) {
      box(picture(i), labelClass, left, 10, 20 + 3 * (i % 20), 30 + 2 * (i * 7 % 20));
    }
  }

  UUID box(UUID sample, UUID labelClass, double x, double y, double width, double height) {
    return box(sample, labelClass, new double[] {x, y, width, height}, Map.of());
  }

  UUID box(UUID sample, UUID labelClass, double[] box, Map<String, ?> attributes) {
    return annotate(
        sample,
        labelClass,
        "bbox",
        box,
        Map.of("x", box[0], "y", box[1], "width", box[2], "height", box[3]),
        attributes);
  }

  UUID caption(UUID sample, String text) {
    return annotate(sample, null, "caption", null, Map.of("text", text), Map.of());
  }

  UUID label(UUID sample, UUID labelClass) {
    return annotate(sample, labelClass, "class", null, Map.of(), Map.of());
  }

  /** Any annotation; its source id is its number, beginning with 0. */
  UUID annotate(
      UUID sample,
      @Nullable UUID labelClass,
      String type,
      double @Nullable [] box,
      Map<String, ?> geometry,
      Map<String, ?> attributes) {
    UUID annotation = new UUID(id.getLeastSignificantBits(), drawn);
    use(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into annotations (dataset_id, id, sample_id, class_id, type, x, y,
                      width, height, geometry, attributes, source_id, created_by, created_at)
                    values (:dataset, :id, :sample, :class, :type, :x, :y, :width, :height,
                      :geometry::json, :attributes::json, :source, :user, :now)
                    """)
                .bind("dataset", id)
                .bind("id", annotation)
                .bind("sample", sample)
                .bind("class", labelClass)
                .bind("type", type)
                .bind("x", box == null ? null : (Double) box[0])
                .bind("y", box == null ? null : (Double) box[1])
                .bind("width", box == null ? null : (Double) box[2])
                .bind("height", box == null ? null : (Double) box[3])
                .bind("geometry", Json.write(geometry))
                .bind("attributes", Json.write(attributes))
                .bind("source", Integer.toString(drawn))
                .bind("user", owner.id())
                .bind("now", now)
                .execute());
    drawn++;
    return annotation;
  }

  void change(UUID sample, String assignment) {
    use(
        handle ->
            handle.execute(
                "update samples set " + assignment + " where dataset_id = ? and id = ?",
                id,
                sample));
  }

  /** Runs a statement with the dataset's id for its question mark. */
  void execute(String sql) {
    use(handle -> handle.execute(sql, id));
  }

  Validation validate() {
    List<Validation> made = new ArrayList<>();
    stack
        .bean(ValidationRepository.class)
        .validate(id, (_, _) -> {}, (_, validation) -> made.add(validation));
    return made.getFirst();
  }

  /** Validates; nothing but these is wrong. */
  List<Issue> finds(IssueCode... codes) {
    List<Issue> issues = validate().issues();
    assertThat(issues)
        .extracting(issue -> IssueCode.valueOf(issue.code()))
        .as("%s", issues)
        .containsExactlyInAnyOrder(codes);
    return issues;
  }

  Issue findsOnly(IssueCode code) {
    return finds(code).getFirst();
  }

  /** Validates; this is wrong, whatever else is. */
  Issue findsAmong(IssueCode code) {
    List<Issue> issues = validate().issues();
    return issues.stream()
        .filter(issue -> issue.code().equals(code.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(code + " is not among " + issues));
  }

  private void use(java.util.function.Consumer<Handle> work) {
    stack.bean(Jdbi.class).useTransaction(work::accept);
  }
}
