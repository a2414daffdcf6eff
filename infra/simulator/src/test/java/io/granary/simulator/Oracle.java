package io.granary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Compares what a world has come to with what its scenario says, and names every difference. */
final class Oracle {
  private final Look look;
  private final Differences problems;
  private final ContentCheck contents;
  private final Set<String> keys = new TreeSet<>();
  private final Set<String> loosePrefixes = new HashSet<>();

  Oracle(Look look) {
    this.look = look;
    this.problems = new Differences();
    this.contents = new ContentCheck(look, problems);
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
    return problems.found();
  }

  private void ready(Drop drop, Content content) {
    readyDataset(drop, content)
        .ifPresent(_ -> contents.checkSummary(drop, result(drop).path("upload_summary"), content));
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
    contents.check(drop, dataset, content);
    problems.same(drop, "jobs' end", List.of("completed 100"), newestJob(dataset));
    JsonNode result = result(drop);
    problems.same(drop, "result", "ready", result.path("status").asText());
    problems.same(drop, "dataset of the result", row[0], result.path("dataset_id").asText());
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
    problems.same(drop, "code of the result", code, result(drop).path("code").asText());
    keys.add(drop.key());
    keys.add(drop.resultKey());
    loosePrefixes.add("raw/%s/%s/".formatted(row[1], row[0]));
  }

  private void refused(Drop drop, String code) {
    List<String> datasets = datasets(drop);
    if (datasets.stream().anyMatch(dataset -> !dataset.contains(" draft "))) {
      problems.add("%s has become a dataset: %s".formatted(drop.key(), datasets));
    }
    problems.same(drop, "code of the result", code, result(drop).path("code").asText());
    keys.add(drop.key());
    keys.add(drop.resultKey());
  }

  private void either(Drop drop, Set<Content> contents) {
    for (String row : datasets(drop)) {
      String[] columns = row.split(" ", -1);
      loosePrefixes.add("raw/%s/%s/".formatted(columns[1], columns[0]));
      if (columns[2].equals("ready")) {
        List<List<String>> each = new ArrayList<>();
        for (Content content : contents) {
          var alone = new Differences();
          new ContentCheck(look, alone).check(drop, UUID.fromString(columns[0]), content);
          each.add(alone.found());
        }
        if (each.stream().noneMatch(List::isEmpty)) {
          each.getFirst().forEach(problems::add);
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
}
