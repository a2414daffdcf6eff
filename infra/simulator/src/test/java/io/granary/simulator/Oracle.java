package io.granary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.domain.Sha256;
import io.granary.simulator.Expected.Content;
import io.granary.simulator.Expected.Either;
import io.granary.simulator.Expected.Failed;
import io.granary.simulator.Expected.Grown;
import io.granary.simulator.Expected.Ignored;
import io.granary.simulator.Expected.Ready;
import io.granary.simulator.Expected.Refused;
import io.granary.simulator.Scenario.Drop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Compares what a world has come to with what its scenario says, and names every difference. */
final class Oracle {
  private final Look look;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> keys = new TreeSet<>();
  private final Set<String> loosePrefixes = new HashSet<>();

  Oracle(Look look) {
    this.look = look;
  }

  /** What differs; nothing when all is as it must be. */
  List<String> problems(Scenario scenario) {
    for (Drop drop : scenario.drops()) {
      switch (drop.expected()) {
        case Ready(Content content) -> ready(drop, content);
        case Grown(Content content) -> grown(drop, content);
        case Failed(String code) -> failed(drop, code);
        case Refused(String code) -> refused(drop, code);
        case Ignored() -> keys.add(drop.key());
        case Either(Set<Content> contents) -> either(drop, contents);
      }
    }
    objects();
    return problems;
  }

  private void ready(Drop drop, Content content) {
    readyDataset(drop, content)
        .ifPresent(_ -> summary(drop, result(drop).path("upload_summary"), content));
  }

  /** Of the bytes that a second ingest found unchanged, copies may be left. */
  private void grown(Drop drop, Content content) {
    readyDataset(drop, content)
        .ifPresent(row -> loosePrefixes.add("raw/%s/%s/".formatted(row[1], row[0])));
  }

  private Optional<String[]> readyDataset(Drop drop, Content content) {
    List<String> datasets = datasets(drop);
    if (datasets.size() != 1 || !datasets.getFirst().contains(" ready ")) {
      problems.add("%s is not ready: %s".formatted(drop.key(), datasets));
      return Optional.empty();
    }
    String[] row = datasets.getFirst().split(" ", -1);
    var dataset = UUID.fromString(row[0]);
    content(drop, dataset, content);
    same(drop, "jobs' end", List.of("completed 100"), newestJob(dataset));
    JsonNode result = result(drop);
    same(drop, "result", "ready", result.path("status").asText());
    same(drop, "dataset of the result", row[0], result.path("dataset_id").asText());
    keys.add(drop.resultKey());
    keys.addAll(look.rows("select object_key from samples where dataset_id = ?", dataset));
    keys.addAll(look.rows("select object_key from source_files where dataset_id = ?", dataset));
    if (!drop.isFolder()) {
      look.rows("select id from ingests where dataset_id = ?", dataset)
          .forEach(
              ingest ->
                  keys.add(
                      "raw/%s/%s/source/%s/%s".formatted(row[1], dataset, ingest, drop.file())));
    }
    return Optional.of(row);
  }

  private void content(Drop drop, UUID dataset, Content content) {
    same(
        drop,
        "samples",
        pairs(content.samples()),
        look.rows("select path, sha256 from samples where dataset_id = ? order by path", dataset));
    same(
        drop,
        "files",
        List.copyOf(content.files()),
        look.rows("select path from source_files where dataset_id = ? order by 1", dataset));
    same(
        drop,
        "annotations",
        List.copyOf(content.boxes()),
        look.rows(
            """
            select concat_ws(' ', s.path, c.name, a.x::int, a.y::int, a.width::int, a.height::int)
              collate "C"
            from annotations a
              join samples s on s.dataset_id = a.dataset_id and s.id = a.sample_id
              join classes c on c.id = a.class_id
            where a.dataset_id = ? order by 1
            """,
            dataset));
    same(
        drop,
        "classes",
        content.classes(),
        look.counts("select name, annotation_count from classes where dataset_id = ?", dataset));
    same(
        drop,
        "counters",
        List.of(
            "%d %d %d %d"
                .formatted(
                    content.samples().size(),
                    content.boxes().size(),
                    content.classes().size(),
                    content.bytes())),
        look.rows(
            "select total_samples, annotation_count, class_count, file_size from datasets"
                + " where id = ?",
            dataset));
    same(
        drop,
        "statistics",
        List.of(
            "%d %d %d"
                .formatted(content.samples().size(), content.boxes().size(), content.labeled())),
        look.rows(
            """
            select statistics->>'sample_count', statistics->>'annotation_count',
              statistics->>'labeled_count' from dataset_statistics where dataset_id = ?
            """,
            dataset));
    for (String row :
        look.rows("select object_key, sha256 from samples where dataset_id = ?", dataset)) {
      int blank = row.lastIndexOf(' ');
      boolean isWhole =
          look.world()
              .objects()
              .find(row.substring(0, blank))
              .filter(stored -> Sha256.hex(stored.bytes()).equals(row.substring(blank + 1)))
              .isPresent();
      if (!isWhole) {
        problems.add("%s: the object of a sample is not its bytes: %s".formatted(drop.key(), row));
      }
    }
  }

  private void summary(Drop drop, JsonNode summary, Content content) {
    Map<String, Long> issues = new TreeMap<>();
    for (JsonNode issue : summary.path("issues")) {
      issues.put(issue.path("code").asText(), issue.path("count").asLong());
    }
    same(drop, "issues", content.issues(), issues);
    same(
        drop,
        "summary",
        List.of((long) content.samples().size(), (long) content.boxes().size(), content.bytes()),
        List.of(
            summary.path("images_uploaded").asLong(),
            summary.path("annotations_imported").asLong(),
            summary.path("storage_bytes_used").asLong()));
  }

  private void failed(Drop drop, String code) {
    List<String> datasets = datasets(drop);
    if (datasets.size() != 1 || !datasets.getFirst().endsWith(" error " + code)) {
      problems.add("%s has not failed with %s: %s".formatted(drop.key(), code, datasets));
      return;
    }
    String[] row = datasets.getFirst().split(" ", -1);
    var dataset = UUID.fromString(row[0]);
    List<String> job = newestJob(dataset);
    if (job.size() != 1 || !job.getFirst().startsWith("failed ")) {
      problems.add("%s: its job has not failed: %s".formatted(drop.key(), job));
    }
    same(drop, "code of the result", code, result(drop).path("code").asText());
    keys.add(drop.key());
    keys.add(drop.resultKey());
    loosePrefixes.add("raw/%s/%s/".formatted(row[1], row[0]));
  }

  private void refused(Drop drop, String code) {
    List<String> datasets = datasets(drop);
    if (datasets.stream().anyMatch(dataset -> !dataset.contains(" draft "))) {
      problems.add("%s has become a dataset: %s".formatted(drop.key(), datasets));
    }
    same(drop, "code of the result", code, result(drop).path("code").asText());
    keys.add(drop.key());
    keys.add(drop.resultKey());
  }

  private void either(Drop drop, Set<Content> contents) {
    for (String row : datasets(drop)) {
      String[] columns = row.split(" ", -1);
      loosePrefixes.add("raw/%s/%s/".formatted(columns[1], columns[0]));
      if (columns[2].equals("ready")) {
        var alone = new ArrayList<List<String>>();
        for (Content content : contents) {
          var other = new Oracle(look);
          other.content(drop, UUID.fromString(columns[0]), content);
          alone.add(other.problems);
        }
        if (alone.stream().noneMatch(List::isEmpty)) {
          problems.addAll(alone.getFirst());
        }
      } else if (!columns[2].equals("error")) {
        problems.add("%s has not ended: %s".formatted(drop.key(), row));
      }
    }
    result(drop);
    loosePrefixes.add(drop.key());
  }

  private void objects() {
    Set<String> there = look.world().objects().objects().keySet();
    for (String key : keys) {
      if (!there.contains(key)) {
        problems.add("There is no object " + key);
      }
    }
    for (String key : there) {
      if (!keys.contains(key) && loosePrefixes.stream().noneMatch(key::startsWith)) {
        problems.add("There is an object too many: " + key);
      }
    }
  }

  private JsonNode result(Drop drop) {
    return look.json(drop.resultKey())
        .orElseGet(
            () -> {
              problems.add("%s has no result".formatted(drop.key()));
              return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
            });
  }

  /** Id, owner, status and code of the datasets that have a drop's name. */
  private List<String> datasets(Drop drop) {
    return look.rows(
        """
        select d.id, d.owner_id, d.status, coalesce(d.error_code, '')
        from datasets d join users u on u.id = d.owner_id
        where u.username = ? and d.name = ? and d.deleted_at is null
        """,
        drop.user(),
        drop.name());
  }

  private List<String> newestJob(UUID dataset) {
    return look.rows(
        "select status, progress_percentage from jobs where dataset_id = ?"
            + " order by created_at desc, id desc limit 1",
        dataset);
  }

  private void same(Drop drop, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      problems.add("%s: %s should be %s and are %s".formatted(drop.key(), what, expected, found));
    }
  }

  private static List<String> pairs(Map<String, String> map) {
    return map.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList();
  }
}
