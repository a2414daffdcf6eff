package io.granary.formats.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.granary.domain.Issue;
import io.granary.domain.Issue.Example;
import io.granary.domain.IssueCode;
import io.granary.formats.coco.CocoFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AttributeLimitTest {
  private static final String EMPTY = "{\"a\":\"\"}";

  private static String text(int bytes) {
    return "x".repeat(bytes);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void whatFitsStaysAsItIs() {
    String largest = EMPTY.replace("\"\"", '"' + text(AttributeLimit.MOST_BYTES - 8) + '"');

    assertThat(bytes(largest)).isEqualTo(AttributeLimit.MOST_BYTES);
    assertThat(AttributeLimit.of(largest).json()).isSameAs(largest);
    assertThat(AttributeLimit.of(largest).problem()).isEmpty();
    assertThat(AttributeLimit.of("{}").json()).isEqualTo("{}");
  }

  @Test
  void oneByteMoreIsLeftOut() {
    String larger = EMPTY.replace("\"\"", '"' + text(AttributeLimit.MOST_BYTES - 7) + '"');

    assertThat(AttributeLimit.of(larger).json()).isEqualTo("{}");
    assertThat(AttributeLimit.of(larger).problem()).contains("65537 bytes of JSON; left out 1: a");
  }

  @Test
  void bytesAreCountedAndNotCharacters() {
    String wide = EMPTY.replace("\"\"", '"' + "\u732b".repeat(22_000) + '"');

    assertThat(wide.length()).isLessThan(AttributeLimit.MOST_BYTES);
    assertThat(AttributeLimit.of(wide).json()).isEqualTo("{}");
  }

  @Test
  void whatFitsBesideTheOnesBeforeIsKeptToTheLastByte() {
    String kept = "{\"a\":1.5,\"c\":[{\"d\":null},true],\"e\":\"%s\"}";
    String json =
        kept.formatted(text(AttributeLimit.MOST_BYTES - bytes(kept) + 2))
            .replace("\"c\"", "\"b\":\"%s\",\"c\"".formatted(text(1 << 20)))
            .replace("\"}", "\",\"f\":1,\"g\":2,\"h\":3}");

    AttributeLimit.Kept cut = AttributeLimit.of(json);

    assertThat(bytes(cut.json())).isEqualTo(AttributeLimit.MOST_BYTES);
    assertThat(cut.json()).startsWith("{\"a\":1.5,\"c\":[{\"d\":null},true],\"e\":\"xx");
    assertThat(cut.problem())
        .contains("%d bytes of JSON; left out 4: b, f, g, ...".formatted(bytes(json)));
  }

  @Test
  void anAnnotationIsImportedWithoutThem() throws IOException {
    var files =
        new MemoryFiles()
            .with(
                "instances.json",
                """
                {"images": [{"id": 1, "file_name": "a.png", "width": 100, "height": 50}],
                 "categories": [{"id": 1, "name": "cat"}],
                 "annotations": [
                   {"id": 7, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4],
                    "attributes": {"pose": "sits", "blob": "%s", "hidden": true}},
                   {"id": 8, "image_id": 1, "category_id": 1, "bbox": [5, 6, 7, 8],
                    "attributes": {"pose": "flies"}}]}
                """
                    .formatted(text(1 << 20)));

    Imported imported = Imported.read(new CocoFormat(), files, Imported.samples(100, 50, "a.png"));

    assertThat(imported.annotations())
        .extracting(ImportedAnnotation::attributes)
        .containsExactly("{\"pose\":\"sits\",\"hidden\":true}", "{\"pose\":\"flies\"}");
    assertThat(imported.issues())
        .extracting(Issue::code, Issue::count)
        .containsExactly(tuple(IssueCode.ATTRIBUTES_TOO_LARGE.name(), 1L));
    assertThat(imported.issues().getFirst().examples())
        .isEqualTo(List.of(new Example("a.png", "7", "1048615 bytes of JSON; left out 1: blob")));
    assertThat(imported.target().repaired()).isZero();
  }
}
