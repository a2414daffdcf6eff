package io.granary.deletion.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.Deadline;
import io.granary.testing.TestStack;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntBinaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Backups that take many runs, each of which is out of time somewhere else. */
final class BriefRunsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final TestBackups BACKUPS = new TestBackups(STACK);
  private static final int SAMPLES = 20;

  /** Parts that are as small as S3 takes them, and a file of lines for each sample. */
  private static final ArchiveSizes SMALL =
      new ArchiveSizes(
          _ -> new PartSizes(5 << 20, 5 << 20, 16 << 20),
          new LineSizes(1, Long.MAX_VALUE, 1 << 20));

  /** Text of some bytes that is no smaller than half of that when it is deflated. */
  private static final String NOISE =
      "(select string_agg(md5(g || '.' || %s), '') from generate_series(1, %d) g)";

  private static StoredSet annotated(String name) {
    Map<String, byte[]> samples = new TreeMap<>();
    for (int i = 0; i < SAMPLES; i++) {
      samples.put("p/%02d.png".formatted(i), StoredSet.bytes(600_000, i));
    }
    StoredSet set = StoredSet.make(STACK, STACK.user(name), name, samples, Map.of());
    STACK
        .stack()
        .executeAsOwner(
            """
            insert into annotations
              (dataset_id, id, sample_id, class_id, type, geometry, attributes, created_by,
               created_at)
            select s.dataset_id, gen_random_uuid(), s.id, null, 'class', '{}',
                   json_build_object('noise', %3$s), '%4$s', now()
            from samples s, generate_series(1, 1000) n where s.dataset_id = '%1$s';
            insert into classes (id, project_id, dataset_id, position, name, color, supercategory)
            select gen_random_uuid(), project_id, dataset_id, n, n::text, color, %5$s
            from classes, generate_series(1, 500) n where dataset_id = '%1$s';
            insert into projects (id, dataset_id, name, task_type, created_at, updated_at)
            select gen_random_uuid(), '%1$s', n::text, %5$s, now(), now()
            from generate_series(1, 200) n;
            update dataset_statistics set statistics = json_build_object('noise', %6$s)
            where dataset_id = '%1$s';
            insert into dataset_shares values ('%1$s', '%2$s', 'viewer', now())
            """
                .formatted(
                    set.id(),
                    STACK.user(name + "-friend").id(),
                    NOISE.formatted("s.path || n", 60),
                    set.owner().id(),
                    NOISE.formatted("n", 2000),
                    NOISE.formatted("''", 400_000)));
    return set;
  }

  @Test
  void whatIsStoredStaysStoredWhereverTimeIsOver() {
    StoredSet set = annotated("brief");
    UUID straight = BACKUPS.begin(set);
    assertThat(BACKUPS.run(SMALL).make(straight, TestBackups.AMPLE, TestBackups.UNHEARD)).isTrue();

    UUID partByPart = BACKUPS.beginLike(straight, set);
    assertThat(makeInRuns(partByPart, (_, idle) -> 1 + idle))
        .contains("SAMPLES", "ANNOTATIONS", "TABLES");
    assertThat(BACKUPS.bytes(partByPart)).isEqualTo(BACKUPS.bytes(straight));
    UUID partsAtOnce = BACKUPS.beginLike(straight, set);
    makeInRuns(partsAtOnce, (run, _) -> 2 + run * 5 % 17);
    assertThat(BACKUPS.bytes(partsAtOnce)).isEqualTo(BACKUPS.bytes(straight));
    Unzipped.of(BACKUPS.bytes(straight)).isSound();
  }

  /**
   * Gives the stages that runs have ended at.
   *
   * @param patience how much time a run has, by its number and those before it that noted nothing
   */
  private static Set<String> makeInRuns(UUID id, IntBinaryOperator patience) {
    Set<String> stages = new TreeSet<>();
    int before = 0;
    int idle = 0;
    for (int run = 0; !make(id, patience.applyAsInt(run, idle)); run++) {
      int parts = BACKUPS.parts(id);
      assertThat(parts).as("Parts after run %d", run).isGreaterThanOrEqualTo(before);
      idle = parts > before ? 0 : idle + 1;
      before = parts;
      stages.add(stage(id));
    }
    return stages;
  }

  /** One run, which is told so often that it has time. */
  private static boolean make(UUID id, int patience) {
    var asked = new AtomicInteger();
    var brief = new Deadline(() -> asked.incrementAndGet() <= patience ? 200_000 : 40_000);
    return BACKUPS.run(SMALL).make(id, brief, TestBackups.UNHEARD);
  }

  private static String stage(UUID id) {
    return STACK
        .bean(Jdbi.class)
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select coalesce((select position ->> 'stage' from backup_parts
                                         where backup_id = :backup
                                         order by number desc limit 1), 'MANIFEST')
                        """)
                    .bind("backup", id)
                    .mapTo(String.class)
                    .one());
  }
}
