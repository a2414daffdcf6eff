package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.DatasetDigest;
import io.granary.local.DemoClient.Answer;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleZip;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The plug is pulled in the middle of deletions, restores and purges: {@code -Dgranary.kills=20}
 * times, and with {@code -Dgranary.kills.seed} at other moments.
 */
@EnabledIfSystemProperty(
    named = "granary.kills",
    matches = "\\d+",
    disabledReason = "starts everything anew for each kill; -Dgranary.kills=20 runs it")
final class KilledDeletionTest {
  private static final int KILLS = Integer.getInteger("granary.kills", 4);
  private static final long SEED = Long.getLong("granary.kills.seed", 20_261_122);
  private static final int KILLS_OF_A_SET = 4;

  /** Their archive takes several parts. */
  private static final int PICTURES = 400;

  private static final String OPEN =
      "select count(*) from jobs where status in ('pending', 'running')";
  private static final Map<String, ?> ACCOUNT =
      Map.of("username", "kim", "email", "kim@example.com", "password", "a long password");

  private static final Map<String, ?> LOGIN =
      Map.of("username", "kim", "password", "a long password");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path home;

  private String token = "";

  @Test
  void whateverIsKilledGoesOnAndEndsExactly() throws Exception {
    byte[] zip = zip();
    var plug = new Plug(home, SEED);
    try {
      DemoClient client = plug.running().client();
      assertThat(client.post("/api/auth/register", ACCOUNT).status()).isEqualTo(201);
      token = client.post("/api/auth/login", LOGIN).json().path("access_token").asText();
      live(plug, plug::measure, "measured", zip);
      for (int kills = 0; kills < KILLS; kills += KILLS_OF_A_SET) {
        live(plug, plug::pull, "killed-" + kills, zip);
      }
      assertThat(plug.pulls()).hasSizeGreaterThanOrEqualTo(KILLS);
    } finally {
      plug.running().stop();
    }
  }

  /** How operations are done. */
  private interface Doing {
    void run(String name, Plug.Operation operation) throws Exception;
  }

  /** A set comes, is deleted and restored, and goes for good. */
  private void live(Plug plug, Doing doing, String name, byte[] zip) throws Exception {
    UUID id = drop(plug.running(), name, zip);
    String digest = digest(plug.running(), id);
    BothStores stores = stores(plug);
    stores.agree();
    assertThat(stores.thumbnails()).isEqualTo(3);

    doing.run("delete", at -> delete(at, id, name, false));
    assertThat(plug.running().count(inTrash(id, "is not null"))).isEqualTo(1);
    isSaved(plug.running(), id, digest, 1);
    stores(plug).agree();

    doing.run("restore", at -> restore(at, id));
    assertThat(plug.running().count(inTrash(id, "is null"))).isEqualTo(1);
    assertThat(digest(plug.running(), id)).isEqualTo(digest);
    stores(plug).agree();

    doing.run("delete", at -> delete(at, id, name, false));
    isSaved(plug.running(), id, digest, 2);
    stores(plug).agree();

    doing.run("purge", at -> delete(at, id, name, true));
    stores(plug).areEmpty();
    isSaved(plug.running(), id, digest, 2);
    assertThat(
            plug.running()
                .texts(
                    "select concat_ws(' ', kind, status) from jobs where dataset_id = '%s'"
                            .formatted(id)
                        + " order by created_at"))
        .containsExactly(
            "ingest completed", "delete completed", "delete completed", "purge completed");
    assertThat(
            plug.running()
                .texts(
                    "select result -> 'deletion_summary' ->> 'images_deleted' from jobs"
                        + " where kind = 'purge' and dataset_id = '%s'".formatted(id)))
        .containsExactly(String.valueOf(PICTURES));
  }

  private static BothStores stores(Plug plug) {
    return new BothStores(plug.running());
  }

  private DemoClient client(LocalProcess at) {
    DemoClient client = at.client();
    client.signIn(token);
    return client;
  }

  private UUID drop(LocalProcess at, String name, byte[] zip) throws Exception {
    try (S3Client s3 = at.s3()) {
      String key = "drop/kim/%s.zip".formatted(name);
      s3.putObject(put -> put.bucket(at.bucket()).key(key), RequestBody.fromBytes(zip));
      LocalProcess.await(
          "it is taken",
          () -> at.keys(s3).contains(key + ".result.json") && !at.keys(s3).contains(key));
    }
    LocalProcess.await("nothing is under way", () -> at.count(OPEN) == 0);
    String id =
        at.texts("select id::text from datasets where name = '%s'".formatted(name)).getFirst();
    List<String> samples =
        at.texts(
            "select id::text from samples where dataset_id = '%s' order by path limit 3"
                .formatted(id));
    for (String sample : samples) {
      client(at).follow("/api/datasets/%s/samples/%s/thumbnail".formatted(id, sample));
    }
    return UUID.fromString(id);
  }

  /** Whoever does not know whether it was heard asks again; then it may be done. */
  private void delete(LocalProcess at, UUID id, String name, boolean isPermanent) throws Exception {
    Answer answer =
        client(at)
            .post(
                "/api/datasets/%s/delete".formatted(id),
                Map.of(
                    "confirm_dataset_name", name,
                    "create_backup", !isPermanent,
                    "permanent", isPermanent));
    assertThat(answer.status()).as(answer.json().toString()).isIn(200, 202, 404);
    LocalProcess.await("it has ended", () -> at.count(OPEN) == 0);
  }

  private void restore(LocalProcess at, UUID id) throws Exception {
    Answer answer = client(at).post("/api/datasets/%s/restore".formatted(id), Map.of());
    assertThat(answer.status()).as(answer.json().toString()).isIn(200, 409);
    if (answer.status() == 409) {
      assertThat(answer.json().path("code").asText()).isEqualTo("NOT_IN_TRASH");
    }
  }

  /** All backups of a dataset are whole, and hold what it has held. */
  private void isSaved(LocalProcess at, UUID id, String digest, int times) throws Exception {
    List<String> backups =
        at.texts("select id::text from backups where dataset_id = '%s'".formatted(id));
    assertThat(backups).hasSize(times);
    for (String backup : backups) {
      Answer answer = client(at).get("/api/backups/" + backup);
      SoundArchive archive = SoundArchive.at(answer.json().path("url").asText(), home);
      assertThat(archive.digest()).isEqualTo(digest);
      assertThat(archive.entries()).isGreaterThan(PICTURES);
    }
  }

  private static String inTrash(UUID id, String condition) {
    return """
    select count(*) from datasets
    where id = '%s' and deletion_job_id is null and deleted_at %s
    """
        .formatted(id, condition);
  }

  private static String digest(LocalProcess at, UUID id) {
    return at.database().inTransaction(handle -> new DatasetDigest().of(handle, id));
  }

  /** Pictures of noise, which nothing makes smaller, with a box on each. */
  private static byte[] zip() throws IOException {
    var zip = new SampleZip();
    var coco = new SampleCoco().category(1, "noise");
    var random = new Random(1);
    for (int i = 0; i < PICTURES; i++) {
      var image = new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB);
      image.setRGB(0, 0, 200, 150, random.ints(200 * 150).toArray(), 0, 200);
      var png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      String name = "%04d.png".formatted(i);
      zip.add("images/" + name, png.toByteArray());
      coco.image(i, name, 200, 150).box(i, i, 1, 1, 1, 10, 10);
    }
    return zip.add("annotations/instances_train.json", coco.json()).bytes();
  }
}
