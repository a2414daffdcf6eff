package io.granary.deletion.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Backup;
import io.granary.database.DatasetDigest;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Sha256;
import io.granary.storage.Backups;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class BackupRunTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final TestBackups BACKUPS = new TestBackups(STACK);

  private static StoredSet pictures(String name) {
    return StoredSet.make(
        STACK,
        STACK.user(name),
        name,
        Map.of(
            "train/a.png", StoredSet.bytes(700, 1),
            "train/ä/日本 1.png", StoredSet.bytes(30, 2),
            "b.json", StoredSet.text("[%s0]".formatted("1,".repeat(300))),
            "empty.bin", new byte[0],
            "large.bin", StoredSet.bytes((17 << 20) + 5, 3)),
        Map.of(
            "labels/boxes.json", StoredSet.text("{}"),
            "_granary/manifest.json", StoredSet.text("{\"from\": \"an earlier backup\"}"),
            "_granary/samples-00009.jsonl", StoredSet.text("{}"),
            "_granary/dataset_versions.jsonl", StoredSet.text("{}"),
            "_granary/notes.jsonl", StoredSet.text("[\"of somebody\"]"),
            "_granary/more/classes.json", StoredSet.text("[]")));
  }

  @Test
  void theArchiveHasEveryByteAndSaysWhatTheDatasetIs() {
    StoredSet set = pictures("whole");
    STACK
        .stack()
        .executeAsOwner(
            "insert into dataset_shares values ('%s', '%s', 'viewer', now())"
                .formatted(set.id(), STACK.user("friend").id()));
    Backup backup = BACKUPS.make(set);
    byte[] bytes = BACKUPS.bytes(backup.id());
    Unzipped archive = Unzipped.of(bytes).isSound();

    Map<String, byte[]> expected = new HashMap<>(set.contents());
    expected
        .keySet()
        .removeAll(
            Set.of(
                "_granary/manifest.json",
                "_granary/samples-00009.jsonl",
                "_granary/dataset_versions.jsonl"));
    expected.forEach(
        (path, content) -> assertThat(archive.entries().get(path)).as(path).isEqualTo(content));
    assertThat(archive.entries().keySet().stream().filter(name -> !name.startsWith("_granary/")))
        .containsExactlyInAnyOrderElementsOf(
            expected.keySet().stream().filter(name -> !name.startsWith("_granary/")).toList());
    JsonNode manifest = archive.json("_granary/manifest.json");
    assertThat(manifest.path("format").asText()).isEqualTo("granary-backup");
    assertThat(manifest.path("version").asInt()).isEqualTo(1);
    assertThat(manifest.at("/dataset/owner").asText()).isEqualTo("whole");
    assertThat(manifest.at("/dataset/name").asText()).isEqualTo("whole");
    assertThat(manifest.path("sample_count").asInt()).isEqualTo(5);
    assertThat(manifest.path("annotation_count").asInt()).isEqualTo(3);
    assertThat(manifest.path("source_count").asInt()).isEqualTo(3);
    assertThat(manifest.path("digest").asText())
        .isEqualTo(
            STACK
                .bean(Jdbi.class)
                .inTransaction(handle -> STACK.bean(DatasetDigest.class).of(handle, set.id())));
    assertThat(archive.json("_granary/classes.json").findValuesAsText("name"))
        .containsExactly("Müller's disc");
    assertThat(archive.json("_granary/classes.json").at("/0/skeleton/1").asInt()).isEqualTo(1);
    assertThat(archive.lines("_granary/dataset_shares.jsonl").getFirst().path("username").asText())
        .isEqualTo("friend");
    assertThat(archive.entries())
        .containsKeys("_granary/projects.jsonl", "_granary/dataset_statistics.jsonl")
        .doesNotContainKeys("_granary/dataset_versions.jsonl", "_granary/samples-00009.jsonl");
    assertThat(backup.state()).isEqualTo("ready");
    assertThat(backup.size()).isEqualTo(bytes.length);
    assertThat(backup.sampleCount()).isEqualTo(5);
    assertThat(backup.completedAt()).isNotNull();
    assertThat(backup.expiresAt()).isEqualTo(backup.createdAt().plus(BackupRun.KEPT));
    assertThat(BACKUPS.parts(backup.id())).isZero();
    assertThat(BACKUPS.run().wholeOf(set.id(), 1)).contains(backup);
    assertThat(BACKUPS.run().wholeOf(set.id(), 2)).isEmpty();
    STACK
        .stack()
        .executeAsOwner(
            "update backups set created_at = created_at - interval '2 days' where id = '%s'"
                .formatted(backup.id()));
    assertThat(BACKUPS.run().wholeOf(set.id(), 1)).as("one that is old").isEmpty();
  }

  @Test
  void otherProgramsUnpackAndCheckIt(@TempDir Path folder) throws IOException {
    Backup backup = BACKUPS.make(pictures("others"));
    Path file = Files.write(folder.resolve("complete.zip"), BACKUPS.bytes(backup.id()));

    ZipTools.test(file);
    if (ZipTools.run(List.of("python3", "-m", "zipfile", "-e", "complete.zip", "out"), folder)) {
      ZipTools.run(
          List.of("sha256sum", "--quiet", "-c", "_granary/checksums.txt"), folder.resolve("out"));
    }
  }

  @Test
  void annotationsKeepTheExactTextOfTheirShapes() {
    StoredSet set = pictures("shapes");
    Unzipped archive = Unzipped.of(BACKUPS.bytes(BACKUPS.make(set).id()));

    String lines = archive.text("_granary/samples-00001.jsonl");
    assertThat(lines).contains("\"geometry\" : " + StoredSet.GEOMETRY);
    JsonNode first =
        archive.lines("_granary/samples-00001.jsonl").stream()
            .filter(line -> line.path("path").asText().equals("train/a.png"))
            .findFirst()
            .orElseThrow();
    assertThat(first.path("sha256").asText())
        .isEqualTo(Sha256.hex(set.contents().get("train/a.png")));
    assertThat(first.path("split").asText()).isEqualTo("train");
    List<JsonNode> boxes =
        archive.lines("_granary/samples-00001.jsonl").stream()
            .flatMap(line -> line.path("annotations").valueStream())
            .toList();
    assertThat(boxes).hasSize(3);
    assertThat(boxes.getFirst().path("class").asText()).isEqualTo("Müller's disc");
    assertThat(boxes.getFirst().path("x").asDouble()).isEqualTo(1.5);
    assertThat(boxes.getFirst().path("score").isNull()).isTrue();
    assertThat(boxes.getFirst().path("attributes").path("occluded").asBoolean()).isTrue();
  }

  @Test
  void anEmptyDatasetAndOneOverTablesHaveABackupToo() {
    StoredSet nothing = StoredSet.empty(STACK, STACK.user("nobody"), "nothing");
    Unzipped empty = Unzipped.of(BACKUPS.bytes(BACKUPS.make(nothing).id())).isSound();
    assertThat(empty.json("_granary/manifest.json").path("sample_count").asInt()).isZero();
    assertThat(empty.entries()).doesNotContainKey("_granary/samples-00001.jsonl");

    var owner = STACK.user("seller");
    UUID tables = SampleDefinition.make(STACK, owner, "sales", SampleDefinition.orders("")).id();
    var set = new StoredSet(tables, owner, "sales", tables, Map.of(), Map.of());
    Unzipped archive = Unzipped.of(BACKUPS.bytes(BACKUPS.make(set).id())).isSound();
    JsonNode about = archive.json("_granary/manifest.json").path("dataset");
    assertThat(about.path("kind").asText()).isEqualTo("warehouse");
    assertThat(about.path("definition").path("primary_table").asText()).isNotEmpty();
    assertThat(about.has("table_schemas")).isTrue();
  }

  @Test
  void anObjectThatIsGoneOrIsNotWhatItWasFailsTheBackup() {
    for (String path : List.of("train/a.png", "large.bin")) {
      StoredSet set = pictures("lost-" + path.replaceAll("[^a-z]", ""));
      String key = set.keys().get(path);
      byte[] content = set.contents().get(path).clone();
      content[content.length - 1] ^= 1;
      UUID id = BACKUPS.begin(set);

      STACK.objects().replace(key, content, "image/png");
      assertFails(id, "Cannot back up '%s': its object has not the SHA-256 ".formatted(path));
      STACK.objects().replace(key, new byte[] {1}, "image/png");
      assertFails(
          id,
          "Cannot back up '%s': its object has not %d bytes but 1".formatted(path, content.length));
      STACK.objects().delete(key);
      assertFails(id, "Cannot back up '%s': its object is gone".formatted(path));

      BACKUPS.run().abandon(id);
      BACKUPS.run().abandon(id);
      assertThat(BACKUPS.find(id).state()).isEqualTo("failed");
      assertThat(BACKUPS.parts(id)).isZero();
      assertThat(STACK.bean(Backups.class).objects().stat(BACKUPS.find(id).objectKey())).isEmpty();
      assertFails(id, "Cannot go on with the backup: it is failed");
    }
  }

  private static void assertFails(UUID id, String message) {
    assertThatThrownBy(() -> BACKUPS.run().make(id, TestBackups.AMPLE, TestBackups.UNHEARD))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.BACKUP_FAILED))
        .hasMessageStartingWith(message);
  }
}
