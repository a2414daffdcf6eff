package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A backup says what its samples are, in whatever it is packed. */
final class BackupPackingTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  /** Files one after the other, as POSIX.1-1988 has them. */
  private static byte[] tar(Map<String, byte[]> files) {
    var tar = new ByteArrayOutputStream();
    files.forEach(
        (path, content) -> {
          byte[] header = new byte[512];
          put(header, 0, path);
          put(header, 100, "0000644~0000000~0000000~");
          put(header, 124, "%011o~00000000000~        0".formatted(content.length));
          put(header, 257, "ustar~00");
          int sum = 0;
          for (byte b : header) {
            sum += b & 0xFF;
          }
          put(header, 148, "%06o~ ".formatted(sum));
          tar.writeBytes(header);
          tar.writeBytes(content);
          tar.writeBytes(new byte[(512 - content.length % 512) % 512]);
        });
    tar.writeBytes(new byte[1024]);
    return tar.toByteArray();
  }

  /** Puts a text in, of which a tilde stands for NUL. */
  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.replace('~', '\0').getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  private static UUID multimodal(User user) throws IOException {
    byte[] zip =
        new SampleZip()
            .add("a.png", SampleImages.png(20, 10, 1))
            .add("b.txt", "words")
            .add("c.json", "{}")
            .bytes();
    Answer answer =
        Form.upload(
            STACK,
            STACK.as(user),
            new Form()
                .field("dataset_name", "mixed")
                .field("modality", "multimodal")
                .file("files", "mixed.zip", zip)
                .bytes(),
            Map.of());
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
    return UUID.fromString(answer.json().path("dataset_id").asText());
  }

  @Test
  void aSetThatWasToBeMultimodalIsSoAgain() throws IOException {
    User user = STACK.user("ann");
    var drops = new Drops(STACK, user);
    UUID first = multimodal(user);
    BackupZip backup = BackupZip.of(STACK, drops, first);
    Map<String, byte[]> packed = new LinkedHashMap<>();
    packed.put("one.zip", backup.bytes());
    packed.put("two.tar", tar(backup.files()));
    packed.put("three.tar.gz", gzip(tar(backup.files())));

    for (var file : packed.entrySet()) {
      JsonNode result = drops.take(file.getKey(), file.getValue());

      UUID second = Drops.dataset(result);
      assertThat(Drops.issues(result)).as(file.getKey()).isEmpty();
      assertThat(drops.digest(second)).as(file.getKey()).isEqualTo(drops.digest(first));
      assertThat(
              drops.text(
                  """
                  select d.modality || ' ' || string_agg(s.path || ' ' || s.modality, ' '
                    order by s.path)
                  from datasets d join samples s on s.dataset_id = d.id where d.id = ?
                  group by d.modality
                  """,
                  second))
          .isEqualTo("multimodal a.png image b.txt text");
    }
  }
}
