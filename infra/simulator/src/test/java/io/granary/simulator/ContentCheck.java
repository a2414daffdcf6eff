package io.granary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.domain.Sha256;
import io.granary.simulator.Expected.Content;
import io.granary.simulator.Scenario.Drop;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Compares a dataset with the content that it must have. */
final class ContentCheck {
  private final Look look;
  private final Differences problems;

  ContentCheck(Look look, Differences problems) {
    this.look = look;
    this.problems = problems;
  }

  /** Looks at every row of a dataset, and at the bytes of its samples. */
  void check(Drop drop, UUID dataset, Content content) {
    problems.same(
        drop,
        "samples",
        pairs(content.samples()),
        look.rows("select path, sha256 from samples where dataset_id = ? order by path", dataset));
    problems.same(
        drop,
        "files",
        List.copyOf(content.files()),
        look.rows("select path from source_files where dataset_id = ? order by 1", dataset));
    problems.same(
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
    problems.same(
        drop,
        "classes",
        content.classes(),
        look.counts("select name, annotation_count from classes where dataset_id = ?", dataset));
    problems.same(
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
    problems.same(
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

  /** Looks at what was told about an ingest. */
  void checkSummary(Drop drop, JsonNode summary, Content content) {
    Map<String, Long> issues = new TreeMap<>();
    for (JsonNode issue : summary.path("issues")) {
      issues.put(issue.path("code").asText(), issue.path("count").asLong());
    }
    problems.same(drop, "issues", content.issues(), issues);
    problems.same(
        drop,
        "summary",
        List.of((long) content.samples().size(), (long) content.boxes().size(), content.bytes()),
        List.of(
            summary.path("images_uploaded").asLong(),
            summary.path("annotations_imported").asLong(),
            summary.path("storage_bytes_used").asLong()));
  }

  private static List<String> pairs(Map<String, String> map) {
    return map.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList();
  }
}
