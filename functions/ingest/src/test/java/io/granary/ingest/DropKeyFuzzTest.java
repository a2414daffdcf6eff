package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts as keys of the drop folder. */
final class DropKeyFuzzTest {
  static List<byte[]> seeds() {
    return List.of(
            "drop/ann/cats.zip",
            "drop/ann/CATS.TAR.GZ",
            "drop/ann/birds/_SUCCESS",
            "drop/ann/birds/deep/_SUCCESS",
            "drop//x.zip",
            "drop/ann/.zip",
            "drop/ann/x.zip.result.json",
            "drop/ann//_SUCCESS",
            "drop/../x.csv",
            "raw/ann/x.zip",
            "drop/\u5199/\u771f.tar.zst",
            "")
        .stream()
        .map(key -> key.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void aKeyIsADropOfOnePlaceOrNone(byte[] text) {
    String key = new String(text, StandardCharsets.UTF_8);

    DropKey.parse(key)
        .ifPresent(
            drop -> {
              assertThat(key).startsWith("drop/" + drop.username() + "/").startsWith(drop.place());
              assertThat(drop.username()).isNotEmpty().doesNotContain("/");
              assertThat(drop.name()).isNotEmpty().doesNotContain("/");
              // The result lies beside the drop, and is none itself.
              assertThat(drop.resultKey())
                  .startsWith("drop/%s/%s".formatted(drop.username(), drop.name()));
              assertThat(DropKey.parse(drop.resultKey())).isEmpty();
              assertThat(drop.resultKey().chars().filter(c -> c == '/').count()).isEqualTo(2);
            });
  }
}
