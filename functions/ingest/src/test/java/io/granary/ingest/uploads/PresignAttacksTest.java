package io.granary.ingest.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.domain.Sha256;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be done with a link by somebody who has it and means ill, over HTTP. */
final class PresignAttacksTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final byte[] PICTURE = SampleImages.jpeg(64, 48, 1);
  private final Rows rows = new Rows(STACK);

  private static Map<String, String> headers(JsonNode part) {
    Map<String, String> headers = new HashMap<>();
    part.path("headers").properties().forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    return headers;
  }

  @Test
  void aLinkIsOfNoUseForAnythingElse() {
    var sender = new Sender(STACK.signedIn("ann")).file("a.jpg", PICTURE);
    JsonNode started = sender.start(Map.of("dataset_name", "attacked"));
    JsonNode part = started.at("/files/0/parts/0");
    String url = part.path("url").asText();
    byte[] other = PICTURE.clone();
    other[9]++;
    Map<String, String> typed = headers(part);
    typed.put("content-type", "text/html");
    Map<String, String> hashed = headers(part);
    assertThat(hashed.remove("x-amz-checksum-sha256")).isNotNull();
    Map<String, String> over = headers(part);
    assertThat(over.remove("if-none-match")).isEqualTo("*");
    String path = "/%s/0?".formatted(started.path("id").asText());
    assertThat(url).contains(path);

    assertThat(Sender.put(url.replace(path, path.replace("/0?", "/1?")), headers(part), PICTURE))
        .as("another key")
        .isEqualTo(403);
    assertThat(
            Sender.put(
                url.replace(started.path("id").asText(), UUID.randomUUID().toString()),
                headers(part),
                PICTURE))
        .as("another upload")
        .isEqualTo(403);
    assertThat(Sender.put(url, headers(part), Arrays.copyOf(PICTURE, PICTURE.length + 1)))
        .as("more bytes")
        .isEqualTo(403);
    assertThat(Sender.put(url, headers(part), Arrays.copyOf(PICTURE, PICTURE.length - 1)))
        .as("fewer bytes")
        .isEqualTo(403);
    assertThat(Sender.put(url, typed, PICTURE)).as("another type").isEqualTo(403);
    assertThat(Sender.put(url, hashed, PICTURE)).as("no checksum").isEqualTo(403);
    assertThat(Sender.put(url, over, PICTURE)).as("to overwrite").isEqualTo(403);
    assertThat(Sender.put(url, headers(part), other)).as("other bytes").isEqualTo(400);
    assertThat(
            Sender.put(
                url.replace("X-Amz-Expires=900", "X-Amz-Expires=9000"), headers(part), PICTURE))
        .as("a longer life")
        .isEqualTo(403);
    assertThat(rows.keys(Rows.id(started))).isEmpty();
    assertThat(Sender.put(url, headers(part), PICTURE)).isEqualTo(200);
  }

  @Test
  void aLinkThatIsUsedAgainOverwritesNothing() {
    byte[] other = PICTURE.clone();
    other[PICTURE.length - 9]++;
    var sender = new Sender(STACK.signedIn("bea")).file("a.jpg", PICTURE);
    JsonNode started =
        sender
            .client()
            .post(
                "/api/uploads",
                Map.of(
                    "dataset_name",
                    "replayed",
                    "files",
                    List.of(Map.of("path", "a.jpg", "size", PICTURE.length))))
            .json();
    JsonNode part = started.at("/files/0/parts/0");
    assertThat(Sender.put(part, PICTURE)).isEqualTo(200);

    assertThat(Sender.put(part, other)).isEqualTo(412);
    assertThat(sender.complete(Rows.id(started).toString()).status()).isEqualTo(202);
    assertThat(Sender.put(part, other)).isEqualTo(412);
    STACK.drain();

    assertThat(rows.text("select sha256 from samples where dataset_id = ?", Rows.dataset(started)))
        .isEqualTo(Sha256.hex(PICTURE));
  }

  @Test
  void aPartThatIsSentAgainAfterTheEndChangesNothing() {
    byte[] film = new byte[9 << 20];
    var sender = new Sender(STACK.signedIn("cyn")).file("a.jpg", PICTURE).file("b.mp4", film);
    JsonNode started = sender.start(Map.of("dataset_name", "film"));
    sender.send(started);
    assertThat(sender.complete(Rows.id(started).toString()).status()).isEqualTo(202);
    byte[] other = film.clone();
    other[3] = 3;

    int status = Sender.put(started.at("/files/1/parts/0"), Arrays.copyOf(other, 8 << 20));
    STACK.drain();

    // S3 knows of no such upload any more; what stands in for it keeps the part to itself.
    assertThat(status).isIn(200, 404);
    assertThat(
            rows.text(
                "select sha256 from source_files where dataset_id = ?", Rows.dataset(started)))
        .isEqualTo(Sha256.hex(film));
  }

  @Test
  void whatIsSentAfterAnAbortBecomesNothing() {
    var sender = new Sender(STACK.signedIn("dee")).file("a.jpg", PICTURE);
    JsonNode started = sender.start(Map.of("dataset_name", "aborted"));
    sender.abort(Rows.id(started).toString());

    sender.send(started);

    assertThat(sender.complete(Rows.id(started).toString()).code()).isEqualTo("UPLOAD_ENDED");
    assertThat(rows.count("select count(*) from datasets where id = ?", Rows.dataset(started)))
        .isZero();
  }

  @Test
  void aLinkReadsAndDeletesNothing() throws Exception {
    var sender = new Sender(STACK.signedIn("eva")).file("a.jpg", PICTURE);
    JsonNode started = sender.start(Map.of("dataset_name", "read"));
    sender.send(started);
    var url = URI.create(started.at("/files/0/parts/0/url").asText());
    var http = HttpClient.newHttpClient();
    for (String method : List.of("GET", "DELETE", "POST", "HEAD")) {
      var request = HttpRequest.newBuilder(url).method(method, BodyPublishers.noBody()).build();
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
          .as(method)
          .isBetween(400, 405);
    }
    assertThat(rows.keys(Rows.id(started))).hasSize(1);
  }
}
