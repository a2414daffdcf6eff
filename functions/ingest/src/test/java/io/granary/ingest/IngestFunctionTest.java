package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.storage.Queues;
import io.granary.testing.S3Events;
import io.granary.testing.SampleCoco;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class IngestFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aDroppedZipBecomesADataset() {
    var drops = new Drops(STACK, STACK.user("ann"));

    JsonNode result = drops.take("cats & dogs+1.zip", SampleCoco.zip(6));

    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(6);
    assertThat(drops.annotations(Drops.dataset(result))).isEqualTo(12);
    assertThat(
            drops.count(
                "select count(*) from datasets where name = 'cats & dogs+1' and class_count = 2"
                    + " and status = 'ready' and source_type = 'drop'"))
        .isEqualTo(1);
    assertThat(
            drops.count(
                "select count(*) from projects where dataset_id = ?", Drops.dataset(result)))
        .isEqualTo(1);
    assertThat(STACK.objects().stat(drops.key("cats & dogs+1.zip"))).isEmpty();
    assertThat(
            drops.count(
                "select count(*) from audit_entries where action in ('created', 'uploaded')"
                    + " and dataset_id = ?",
                Drops.dataset(result)))
        .isEqualTo(2);
  }

  @Test
  void theSameEventFiveTimesMakesOneDataset() {
    var drops = new Drops(STACK, STACK.user("bea"));
    String key = drops.key("five.zip");
    drops.put("five.zip", SampleCoco.zip(4));
    STACK.drain();
    String sequencer =
        STACK
            .bean(Jdbi.class)
            .withHandle(
                handle ->
                    handle
                        .createQuery("select sequencer from drops where key = ?")
                        .bind(0, key)
                        .mapTo(String.class)
                        .one());
    JsonNode first = drops.result("five.zip").orElseThrow();
    for (int i = 0; i < 5; i++) {
      STACK
          .bean(Queues.class)
          .send("ingest", List.of(S3Events.created(STACK.objects().bucket(), key, sequencer)));
    }

    STACK.drain();

    assertThat(drops.datasets()).isEqualTo(1);
    assertThat(drops.samples(Drops.dataset(first))).isEqualTo(4);
    assertThat(drops.annotations(Drops.dataset(first))).isEqualTo(8);
    assertThat(drops.result("five.zip")).contains(first);
  }

  @Test
  void theSameEventFiveTimesAtOnceMakesOneDataset() {
    var drops = new Drops(STACK, STACK.user("bob"));
    String key = drops.key("rush.zip");
    drops.put("rush.zip", SampleCoco.zip(4));
    for (int i = 0; i < 5; i++) {
      STACK
          .bean(Queues.class)
          .send("ingest", List.of(S3Events.created(STACK.objects().bucket(), key, "00")));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        threads.execute(STACK::drain);
      }
    }
    STACK.drain();

    // Six events of two versions: the newer becomes the dataset, or finds that the older has.
    assertThat(drops.datasets()).isEqualTo(1);
    assertThat(drops.count("select sum(total_samples) from datasets where name = 'rush'"))
        .isEqualTo(4);
  }

  @Test
  void twentyDropsAtOnceAreTwentyDatasets() throws InterruptedException {
    var drops = new Drops(STACK, STACK.user("cyn"));
    byte[] zip = SampleCoco.zip(3);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        String name = "set-%d.zip".formatted(i);
        threads.execute(() -> drops.put(name, zip));
      }
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        threads.execute(STACK::drain);
      }
    }
    STACK.drain();

    assertThat(drops.datasets()).isEqualTo(20);
    for (int i = 0; i < 20; i++) {
      JsonNode result = drops.result("set-%d.zip".formatted(i)).orElseThrow();
      assertThat(result.path("status").asText()).isEqualTo("ready");
      assertThat(drops.samples(Drops.dataset(result))).isEqualTo(3);
      assertThat(drops.annotations(Drops.dataset(result))).isEqualTo(6);
    }
  }

  @Test
  void anEventThatComesAfterANewerOneChangesNothing() {
    var drops = new Drops(STACK, STACK.user("fay"));
    JsonNode first = drops.take("late.zip", SampleCoco.zip(2));
    STACK
        .bean(Queues.class)
        .send(
            "ingest",
            List.of(S3Events.created(STACK.objects().bucket(), drops.key("late.zip"), "000001")));

    STACK.drain();

    assertThat(drops.result("late.zip")).contains(first);
    assertThat(drops.count("select count(*) from drops where key = ?", drops.key("late.zip")))
        .isEqualTo(1);
  }

  @Test
  void aKindThatIsNotReadSaysSo() {
    var drops = new Drops(STACK, STACK.user("gus"));

    JsonNode result = drops.take("table.7z", BadZips.text("7z"));

    assertThat(result.path("code").asText()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    assertThat(drops.datasets()).isZero();
  }

  static Stream<Arguments> singleFiles() {
    return Stream.of(
        Arguments.of("birds.csv", "name,wings\ntern,2\n", "tabular text/csv"),
        Arguments.of("birds.jsonl", "{\"name\": \"tern\"}\n", "tabular application/jsonl"),
        Arguments.of("birds.json", "[{\"name\": \"tern\"}]", "tabular application/json"),
        Arguments.of("birds.TXT", "A tern.", "text text/plain; charset=utf-8"),
        Arguments.of("tern.wav", "RIFF", "audio audio/wav"),
        Arguments.of("tern.mp4", "ftyp", "video video/mp4"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("singleFiles")
  void aSingleFileIsADataset(String file, String content, String kind) {
    var drops = new Drops(STACK, STACK.user("u" + UUID.randomUUID().toString().substring(0, 8)));

    JsonNode result = drops.take(file, content.getBytes(StandardCharsets.UTF_8));

    assertThat(result.path("status").asText()).isEqualTo("ready");
    UUID dataset = Drops.dataset(result);
    assertThat(
            drops.text(
                "select d.name || ' ' || d.modality || ' ' || s.media_type || ' ' || s.path"
                    + " from datasets d join samples s on s.dataset_id = d.id where d.id = ?",
                dataset))
        .isEqualTo(file.substring(0, file.lastIndexOf('.')) + " " + kind + " " + file);
  }

  @Test
  void aNameThatIsTakenIsRefusedBesideTheDropWhichStays() {
    var drops = new Drops(STACK, STACK.user("dee"));
    drops.take("same.zip", SampleCoco.zip(2));

    JsonNode second = drops.take("SAME.ZIP", SampleCoco.zip(3));

    assertThat(second.path("status").asText()).isEqualTo("error");
    assertThat(second.path("code").asText()).isEqualTo("DATASET_NAME_TAKEN");
    assertThat(second.has("dataset_id")).isFalse();
    assertThat(drops.datasets()).isEqualTo(1);
    assertThat(STACK.objects().stat(drops.key("SAME.ZIP"))).isPresent();
  }

  @Test
  void aFolderOfNobodyIsRefused() {
    var nobody = new User(UUID.randomUUID(), "nobody-here", "x@example.com", "user", Instant.EPOCH);

    JsonNode result = new Drops(STACK, nobody).take("x.zip", SampleCoco.zip(1));

    assertThat(result.path("code").asText()).isEqualTo("UNKNOWN_USER");
  }

  @Test
  void whatIsNoDropIsLeftAlone() {
    var drops = new Drops(STACK, STACK.user("eve"));
    drops.put("notes.xyz", new byte[] {1});
    drops.put("a.result.json", new byte[] {1});
    drops.put("deep/er.zip", new byte[] {1});
    STACK.bean(Queues.class).send("ingest", List.of(Map.of("Event", "s3:TestEvent")));

    STACK.drain();

    assertThat(drops.datasets()).isZero();
    assertThat(drops.result("notes.xyz")).isEmpty();
    assertThat(drops.result("deep/er.zip")).isEmpty();
  }
}
