package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.storage.DirectUploads;
import io.granary.storage.DirectUploads.Arrived;
import io.granary.storage.DirectUploads.Link;
import io.granary.storage.DirectUploads.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What links let through that were handed out to write with, over HTTP as a stranger sends. */
final class DirectUploadsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Duration LIFE = Duration.ofMinutes(15);
  private static final byte[] CONTENT = "twelve bytes".getBytes(StandardCharsets.US_ASCII);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static DirectUploads uploads() {
    return STACK.bean(DirectUploads.class);
  }

  private static Link link(String key, @Nullable String sha256) {
    return uploads().whole("uploads/" + key, CONTENT.length, "text/plain", sha256, LIFE);
  }

  private static int put(URI url, Map<String, String> headers, byte[] content)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).PUT(BodyPublishers.ofByteArray(content));
    headers.forEach(request::header);
    return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> changed = new HashMap<>(headers);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, String> without(Map<String, String> headers, String name) {
    Map<String, String> changed = new HashMap<>(headers);
    assertThat(changed.remove(name)).isNotNull();
    return changed;
  }

  private static String sha256(byte[] content) throws NoSuchAlgorithmException {
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
  }

  @Test
  void aLinkTakesWhatItWasSignedForOnce() throws Exception {
    Link link = link("once", sha256(CONTENT));

    assertThat(put(link.url(), link.headers(), CONTENT)).isEqualTo(200);
    assertThat(put(link.url(), link.headers(), "other bytes!".getBytes(StandardCharsets.US_ASCII)))
        .isNotEqualTo(200);
    Link again = link("once", null);
    assertThat(put(again.url(), again.headers(), CONTENT)).isEqualTo(412);
    assertThat(uploads().find("uploads/once")).map(Arrived::size).contains((long) CONTENT.length);
  }

  @Test
  void aLinkTakesNothingElse() throws Exception {
    Link link = link("strict", sha256(CONTENT));
    byte[] other = CONTENT.clone();
    other[0]++;

    assertThat(
            put(
                URI.create(link.url().toString().replace("/strict", "/other")),
                link.headers(),
                CONTENT))
        .isEqualTo(403);
    assertThat(put(link.url(), link.headers(), Arrays.copyOf(CONTENT, 13))).isEqualTo(403);
    assertThat(put(link.url(), link.headers(), Arrays.copyOf(CONTENT, 11))).isEqualTo(403);
    assertThat(put(link.url(), with(link.headers(), "content-type", "text/html"), CONTENT))
        .isEqualTo(403);
    assertThat(put(link.url(), without(link.headers(), "content-type"), CONTENT)).isEqualTo(403);
    assertThat(put(link.url(), without(link.headers(), "x-amz-checksum-sha256"), CONTENT))
        .isEqualTo(403);
    assertThat(put(link.url(), with(link.headers(), "x-amz-checksum-sha256", sha256(other)), other))
        .isEqualTo(403);
    assertThat(put(link.url(), without(link.headers(), "if-none-match"), CONTENT)).isEqualTo(403);
    assertThat(put(link.url(), link.headers(), other)).isEqualTo(400);
    assertThat(uploads().find("uploads/strict")).isEmpty();
  }

  @Test
  void partsBecomeOneObject() throws Exception {
    String key = "uploads/parts";
    byte[] first = new byte[8 << 20];
    String begun = uploads().begin(key, "video/mp4");
    Link one = uploads().part(key, begun, 1, first.length, LIFE);
    Link two = uploads().part(key, begun, 2, CONTENT.length, LIFE);

    assertThat(put(one.url(), one.headers(), first)).isEqualTo(200);
    assertThat(put(one.url(), one.headers(), CONTENT)).isEqualTo(403);
    assertThat(put(two.url(), two.headers(), CONTENT)).isEqualTo(200);
    List<Part> parts = uploads().parts(key, begun);
    assertThat(uploads().find(key)).isEmpty();
    uploads().complete(key, begun, parts);
    uploads().complete(key, begun, parts);
    assertThat(uploads().parts(key, begun)).isEmpty();
    uploads().abort(key, begun);
    assertThat(uploads().find(key)).map(Arrived::size).contains((8L << 20) + CONTENT.length);
  }

  @Test
  void aLinkThatHasEndedTakesNothing() throws Exception {
    Link link =
        uploads().whole("uploads/late", CONTENT.length, "text/plain", null, Duration.ofSeconds(1));
    Instant end = Instant.now().plusSeconds(2);
    while (Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }

    assertThat(put(link.url(), link.headers(), CONTENT)).isEqualTo(403);
    assertThat(uploads().find("uploads/late")).isEmpty();
  }

  @Test
  void whatWasGivenUpBecomesNothing() throws Exception {
    String key = "uploads/given-up";
    String begun = uploads().begin(key, "video/mp4");
    Link one = uploads().part(key, begun, 1, CONTENT.length, LIFE);
    assertThat(put(one.url(), one.headers(), CONTENT)).isEqualTo(200);

    uploads().abort(key, begun);
    uploads().abort(key, begun);
    assertThat(uploads().parts(key, begun)).isEmpty();

    // S3 says that there is no such upload; what stands in for it keeps the part to itself.
    assertThat(put(one.url(), one.headers(), CONTENT)).isIn(200, 404);
    assertThat(uploads().find(key)).isEmpty();
  }

  @Test
  void whatAnotherHasPutTogetherStaysAsItIs() throws Exception {
    String key = "uploads/race";
    String mine = uploads().begin(key, "video/mp4");
    Link part = uploads().part(key, mine, 1, CONTENT.length, LIFE);
    assertThat(put(part.url(), part.headers(), CONTENT)).isEqualTo(200);
    Link whole = link("race", null);
    assertThat(put(whole.url(), whole.headers(), CONTENT)).isEqualTo(200);
    String before = uploads().find(key).orElseThrow().etag();

    uploads().complete(key, mine, uploads().parts(key, mine));

    assertThat(uploads().find(key)).map(Arrived::etag).contains(before);
  }
}
