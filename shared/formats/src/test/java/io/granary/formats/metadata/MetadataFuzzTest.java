package io.granary.formats.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes as metadata of both kinds, and as the card. */
final class MetadataFuzzTest {
  /** A row that is there whatever the bytes are, so that the format is found. */
  private static final String GOOD = "{\"file_name\":\"a.jpg\",\"label\":1}\n";

  static Stream<byte[]> seeds() {
    return Stream.of(
            "",
            GOOD,
            "{\"file_name\":\"a.jpg\",\"objects\":{\"bbox\":[[1,2,3,4],null,5],\"id\":[{}]}}\n",
            "{\"file_name\":\"a.jpg\",\"objects\":[{\"bbox\":[NaN,1e400,3,4],\"label\":9}]}\n",
            "{\"a_file_name\":\"a.jpg\",\"text\":[\"b\",1],\"labels\":[1,\"c\",null,[]]}\n{\"",
            "file_name,label,objects\na.jpg,1,\"{\"\"bbox\"\":[[1,2,3,4]]}\"\na.jpg,,[\n",
            """
            ---
            dataset_info:
            - features: [{name: label, dtype: {class_label: {names: {'0': a, b: &x c}}}}]
            ---
            """,
            "---\na: &a [*a, {*a : *a}]\ndataset_info: *a\n")
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    Imported read =
        Imported.read(
            new MetadataFormat(),
            new MemoryFiles()
                .with("README.md", bytes)
                .with("a/metadata.jsonl", bytes)
                .with("b/metadata.csv", bytes)
                .with("metadata.jsonl", GOOD),
            Imported.samples(64, 48, "a.jpg", "b.jpg"));

    read.annotations()
        .forEach(
            a ->
                assertThat(a.box() == null || Objects.requireNonNull(a.box()).isFinite()).isTrue());
  }
}
