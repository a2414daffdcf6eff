package io.granary.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold at any time, whatever has happened so far. */
final class Invariants {
  private static final String STATE =
      """
      select 'half', d.id::text, d.status from datasets d
      where d.status not in ('ready', 'active', 'draft')
        and (d.total_samples <> 0 or d.annotation_count <> 0 or d.class_count <> 0
          or exists (select from dataset_statistics s where s.dataset_id = d.id)
          or exists (select from projects p where p.dataset_id = d.id)
          or exists (select from annotations a where a.dataset_id = d.id))
      union all
      select 'job', id::text, progress_percentage::text from jobs
      union all
      select 'ready', d.id::text,
        concat_ws('/', d.total_samples, d.annotation_count, d.class_count, d.file_size,
          (select count(*) from samples s where s.dataset_id = d.id),
          (select count(*) from annotations a where a.dataset_id = d.id))
      from datasets d where d.status = 'ready'
      """;

  private final Look look;
  private int changesLeft;
  private final Map<String, Integer> progress = new HashMap<>();
  private final Map<String, String> ready = new HashMap<>();
  private final Map<String, List<String>> results = new HashMap<>();

  /**
   * @param additions how often a dataset that is ready may become another
   */
  Invariants(Look look, int additions) {
    this.look = look;
    this.changesLeft = additions;
  }

  void check() {
    for (String row : look.rows(STATE)) {
      String[] columns = row.split(" ", -1);
      String id = columns[1];
      String value = columns[2];
      switch (columns[0]) {
        case "half" -> throw new AssertionError("Something of a dataset is seen that is " + value);
        case "job" -> {
          int before = progress.getOrDefault(id, 0);
          int now = Integer.parseInt(value);
          if (now < before) {
            throw new AssertionError("Progress went back from %d to %d".formatted(before, now));
          }
          progress.put(id, now);
        }
        default -> {
          String before = ready.put(id, value);
          if (before != null && !before.equals(value) && --changesLeft < 0) {
            throw new AssertionError(
                "A dataset that was ready changed from %s to %s".formatted(before, value));
          }
        }
      }
    }
  }

  /** Notes what was written as a result. */
  void written(ObjectStore.Created created) {
    if (created.key().endsWith(".result.json")) {
      String text = created.object().etag();
      List<String> all = results.computeIfAbsent(created.key(), _ -> new ArrayList<>());
      if (!all.contains(text)) {
        all.add(text);
      }
    }
  }

  /** How many different results a key had. */
  int resultsOf(String key) {
    return results.getOrDefault(key, List.of()).size();
  }
}
