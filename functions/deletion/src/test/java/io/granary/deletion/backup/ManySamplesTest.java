package io.granary.deletion.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.domain.GranaryException;
import io.granary.testing.TestStack;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Backups of datasets with more samples than one file says of them. */
final class ManySamplesTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final TestBackups BACKUPS = new TestBackups(STACK);
  private static final int COPIES = 5004;

  @Test
  void samplesAreToldOfInFilesOfFiveThousand() {
    StoredSet set = one("many", "first.png");
    STACK
        .stack()
        .executeAsOwner(
            """
            insert into samples
              (dataset_id, id, ingest_id, path, folder, modality, object_key, size, sha256,
               media_type, created_at)
            select s.dataset_id, gen_random_uuid(), s.ingest_id, 'copy/' || n || '.png', 'copy',
                   s.modality, s.object_key, s.size, s.sha256, s.media_type, s.created_at
            from samples s, generate_series(1, %d) n where s.dataset_id = '%s'
            """
                .formatted(COPIES, set.id()));

    Unzipped archive = Unzipped.of(BACKUPS.bytes(BACKUPS.make(set).id())).isSound();

    var first = archive.lines("_granary/samples-00001.jsonl");
    var second = archive.lines("_granary/samples-00002.jsonl");
    assertThat(first).hasSize(5000);
    assertThat(second).hasSize(COPIES + 1 - 5000);
    var all = Stream.concat(first.stream(), second.stream()).toList();
    assertThat(all.stream().map(line -> line.path("path").asText()).distinct())
        .hasSize(COPIES + 1)
        .allMatch(path -> archive.entries().containsKey(path));
    assertThat(all.stream().mapToInt(line -> line.path("annotations").size()).sum()).isOne();
    assertThat(archive.entries()).doesNotContainKey("_granary/samples-00003.jsonl");
  }

  @Test
  void aSampleOfManyAnnotationsGoesOnInLinesThatBeginAlike() {
    StoredSet set = one("crowd", "crowd.png");
    STACK
        .stack()
        .executeAsOwner(
            """
            insert into annotations
              (dataset_id, id, sample_id, class_id, type, x, y, width, height, geometry,
               attributes, created_by, created_at)
            select dataset_id, gen_random_uuid(), sample_id, class_id, type, n, y, width, height,
                   geometry, attributes, created_by, created_at
            from annotations, generate_series(1, 99) n where dataset_id = '%s'
            """
                .formatted(set.id()));
    int most = 2000;
    var sizes = new ArchiveSizes(PartSizes::of, new LineSizes(5000, 1 << 20, most));
    UUID id = BACKUPS.begin(set);

    assertThat(BACKUPS.run(sizes).make(id, TestBackups.AMPLE, TestBackups.UNHEARD)).isTrue();

    Unzipped archive = Unzipped.of(BACKUPS.bytes(id)).isSound();
    String name = "_granary/samples-00001.jsonl";
    var lines = archive.lines(name);
    assertThat(lines).hasSizeGreaterThan(9);
    assertThat(archive.text(name).lines()).allMatch(line -> line.length() < most + 600);
    assertThat(lines.stream().map(line -> line.path("sha256").asText()).distinct()).hasSize(1);
    assertThat(lines).allMatch(line -> !line.path("annotations").isEmpty());
    assertThat(
            lines.stream()
                .flatMap(line -> line.path("annotations").findValuesAsText("x").stream())
                .distinct())
        .hasSizeGreaterThanOrEqualTo(99);
  }

  @Test
  void aSampleAtAPathOfTheBackupItselfIsRefused() {
    UUID id = BACKUPS.begin(one("posing", "_granary/classes.json"));

    assertThatThrownBy(() -> BACKUPS.run().make(id, TestBackups.AMPLE, TestBackups.UNHEARD))
        .isInstanceOf(GranaryException.class)
        .hasMessage(
            "Cannot back up '_granary/classes.json': the backup itself has a file of that path");
  }

  private static StoredSet one(String name, String path) {
    return StoredSet.make(
        STACK, STACK.user(name), name, Map.of(path, StoredSet.bytes(100, 1)), Map.of());
  }
}
