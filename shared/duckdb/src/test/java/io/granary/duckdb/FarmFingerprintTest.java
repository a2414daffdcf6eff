package io.granary.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.granary.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FarmFingerprintTest {
  private static final long SEED = 20240501;

  @TempDir Path path;

  /** Results that BigQuery's own documentation of FARM_FINGERPRINT shows. */
  @Test
  void itIsTheFingerprintOfBigQuery() {
    try (var folder = new Folder(path)) {
      List<@Nullable Object> row =
          folder
              .query(
                  "SELECT farm_fingerprint('1footrue'), farm_fingerprint('2applefalse'),"
                      + " farm_fingerprint('3true')")
              .values()
              .getFirst();

      assertThat(row)
          .containsExactly(-1541654101129638711L, 2794438866806483259L, -4880158226897771312L);
    }
  }

  @Test
  void nullGivesNull() {
    try (var folder = new Folder(path)) {
      assertThat(
              folder.value(
                  "SELECT count(farm_fingerprint(CASE WHEN i % 3 = 0 THEN NULL ELSE i::VARCHAR"
                      + " END)) FROM range(9000) t(i)"))
          .isEqualTo(6000L);
    }
  }

  @Test
  void anyTextOfAnyLengthHasTheFingerprintOfItsBytes() throws Exception {
    var random = new Random(SEED);
    List<String> texts = new ArrayList<>(List.of("", "é", "😀", "中文 \u0000 zero", "a'b\"c\n\\"));
    for (int length = 0; length < 300; length++) {
      texts.add(text(random, length));
    }
    texts.add(text(random, 100_000));
    var lines = new StringBuilder();
    for (String text : texts) {
      lines.append("{\"t\": ").append(Json.write(text)).append("}\n");
    }
    try (var folder = new Folder(path).with("texts.jsonl", lines.toString())) {
      for (List<@Nullable Object> row :
          folder.query("SELECT t, farm_fingerprint(t) FROM raw_data.texts").values()) {
        byte[] bytes = String.valueOf(row.getFirst()).getBytes(StandardCharsets.UTF_8);
        assertThat(row.getLast())
            .as("seed %s, text %s", SEED, row.getFirst())
            .isEqualTo(Hashing.farmHashFingerprint64().hashBytes(bytes).asLong());
      }
      assertThat(folder.value("SELECT count(DISTINCT t) FROM raw_data.texts"))
          .isEqualTo(texts.stream().distinct().count());
    }
  }

  private static String text(Random random, int length) {
    return random
        .ints(length, 1, 0x10FFFF)
        .map(c -> c >= 0xD800 && c <= 0xDFFF ? 'x' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
