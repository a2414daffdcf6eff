package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What backups say about their datasets, and those that were changed. */
final class BackupDetailsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final String ABOUT =
      "select concat_ws(' | ', description, tags::text, metadata::text, pipeline_config::text)"
          + " from datasets where id = ?";

  private static UUID described(Drops drops) {
    UUID dataset = Drops.dataset(drops.take("first.zip", SampleCoco.zip(2)));
    STACK
        .bean(Jdbi.class)
        .useHandle(
            handle ->
                handle.execute(
                    """
                    update datasets set description = 'discs', tags = '{a,"b c"}',
                      metadata = '{"licence":"CC0"}', pipeline_config = '{"n":[1]}' where id = ?
                    """,
                    dataset));
    return dataset;
  }

  @Test
  void whatIsSaidAboutTheDatasetComesBack() {
    var drops = new Drops(STACK, STACK.user("ann"));
    UUID first = described(drops);

    JsonNode result = drops.take("second.zip", BackupZip.of(STACK, drops, first).bytes());

    assertThat(drops.text(ABOUT, Drops.dataset(result)))
        .isEqualTo("discs | {a,\"b c\"} | {\"licence\": \"CC0\"} | {\"n\": [1]}")
        .isEqualTo(drops.text(ABOUT, first));
  }

  @Test
  void whatTheRequestSaysComesFirst() throws IOException {
    User user = STACK.user("bea");
    var drops = new Drops(STACK, user);
    byte[] zip = BackupZip.of(STACK, drops, described(drops)).bytes();

    Answer answer =
        Form.upload(
            STACK,
            STACK.as(user),
            new Form()
                .field("dataset_name", "mine")
                .field("dataset_description", "other words")
                .file("files", "complete.zip", zip)
                .bytes(),
            Map.of());

    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
    UUID second = UUID.fromString(answer.json().path("dataset_id").asText());
    assertThat(drops.text(ABOUT, second)).startsWith("other words | {a,\"b c\"}");
  }

  @Test
  void whatIsAgainstTheRulesIsLeftOut() {
    var drops = new Drops(STACK, STACK.user("cyn"));
    BackupZip backup = BackupZip.of(STACK, drops, described(drops));
    String manifest =
        backup
            .text("_granary/manifest.json")
            .replace("\"discs\"", "\"" + "x".repeat(2001) + "\"")
            .replace("\"b c\"", "\"" + "t".repeat(51) + "\"")
            .replace("\"CC0\"", "\"" + "m".repeat(64_000) + "\"")
            .replace("{\"n\":[1]}", "[]");

    JsonNode result =
        drops.take("second.zip", backup.with("_granary/manifest.json", manifest).bytes());

    assertThat(Drops.issues(result)).containsExactly("BACKUP_FIELD_INVALID 3");
    assertThat(drops.text(ABOUT, Drops.dataset(result))).isEqualTo("{} | {} | {}");
  }

  @Test
  void aDefinitionOverTablesIsNoSetOfFiles() {
    var drops = new Drops(STACK, STACK.user("dan"));
    byte[] zip =
        BackupZip.ofManifest(
                "{\"format\":\"granary-backup\",\"version\":1,"
                    + "\"dataset\":{\"name\":\"buyers\",\"kind\":\"warehouse\"}}")
            .with("_granary/dataset_versions.jsonl", "{}\n")
            .bytes();

    JsonNode result = drops.take("buyers.zip", zip);

    assertThat(result.path("status").asText()).isEqualTo("error");
    assertThat(result.path("code").asText()).isEqualTo("NO_SAMPLES_FOUND");
    assertThat(result.path("detail").asText())
        .isEqualTo(
            "Cannot make a set of files: this is the backup of the definition 'buyers' over"
                + " tables. Create a dataset of its model with the definition in"
                + " _granary/manifest.json.");
  }

  @Test
  void otherBytesAndOtherLinesAreNamed() {
    var drops = new Drops(STACK, STACK.user("eve"));
    UUID first = Drops.dataset(drops.take("first.zip", SampleCoco.zip(3)));
    BackupZip backup = BackupZip.of(STACK, drops, first);

    JsonNode result =
        drops.take(
            "second.zip",
            backup
                .with("images/0002.png", SampleImages.png(64, 48, 99))
                .without("images/0003.jpg")
                .with("images/0004.png", SampleImages.png(64, 48, 4))
                .bytes());

    assertThat(Drops.issues(result))
        .containsExactly(
            "UNKNOWN_IMAGE 2",
            "BACKUP_SAMPLE_MISSING 1",
            "BACKUP_SAMPLE_CHANGED 1",
            "BACKUP_SAMPLE_UNLISTED 1",
            "BACKUP_DIFFERS 1");
    assertThat(Drops.verdicts(result)).containsExactly(4, 2, 0);
  }

  @Test
  void aBackupOfAnotherVersionIsToldAndNothingIsRead() {
    var drops = new Drops(STACK, STACK.user("fay"));
    UUID first = Drops.dataset(drops.take("first.zip", SampleCoco.zip(2)));
    BackupZip backup = BackupZip.of(STACK, drops, first);
    String manifest =
        backup.text("_granary/manifest.json").replace("\"version\":1", "\"version\":9");

    JsonNode result =
        drops.take("second.zip", backup.with("_granary/manifest.json", manifest).bytes());

    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(Drops.issues(result))
        .containsExactly("ANNOTATION_FILE_UNREADABLE 1", "FILE_IGNORED 1");
    assertThat(drops.annotations(Drops.dataset(result))).isZero();
  }

  @Test
  void numbersThatNoDatabaseTakesDoNotStopIt() {
    var drops = new Drops(STACK, STACK.user("gil"));
    UUID first = Drops.dataset(drops.take("first.zip", SampleCoco.zip(2)));
    BackupZip backup = BackupZip.of(STACK, drops, first);
    String lines =
        backup
            .text("_granary/samples-00001.jsonl")
            .replace("\"attributes\":{}", "\"attributes\":{\"a\":1e-99999,\"b\":1e99999}");

    JsonNode result =
        drops.take("second.zip", backup.with("_granary/samples-00001.jsonl", lines).bytes());

    assertThat(Drops.issues(result)).containsExactly("BACKUP_DIFFERS 1");
    assertThat(drops.annotations(Drops.dataset(result))).isEqualTo(4);
  }
}
