package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Zero is one number, however a source or an earlier row has written it. */
final class SignedZeroTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final String COCO =
      """
      {"images":[{"id":1,"file_name":"a.png","width":64,"height":48}],
       "categories":[{"id":1,"name":"disc"}],
       "annotations":[
         {"id":1,"image_id":1,"category_id":1,"bbox":[-0.0,-0.0,5,5],"score":-0.0,
          "attributes":{"turn":-0.0}},
         {"id":2,"image_id":1,"category_id":1,"bbox":[-0.0,0,9,9],
          "segmentation":[[-0.0,0,9,-0.0,9,9]]}]}
      """;

  private static final String NUMBERS =
      """
      select string_agg(concat_ws(' ', x, y, width, height, score, geometry), e'\\n'
                        order by source_id)
      from annotations where dataset_id = ?
      """;

  private final Drops drops = new Drops(STACK, STACK.user("ann"));

  private UUID dropped(String file, byte[] zip) {
    return Drops.dataset(drops.take(file, zip));
  }

  @Test
  void itIsStoredAndBackedUpWithoutASign() {
    byte[] zip =
        new SampleZip()
            .add("a.png", SampleImages.png(64, 48, 1))
            .add("a.json", COCO.getBytes(StandardCharsets.UTF_8))
            .bytes();
    UUID first = dropped("first.zip", zip);

    assertThat(drops.text(NUMBERS, first))
        .startsWith("0 0 5 5 0 ")
        .doesNotContain("-0")
        .hasLineCount(2);
    UUID second = dropped("second.zip", BackupZip.of(STACK, drops, first).bytes());
    assertThat(drops.text(NUMBERS, second)).isEqualTo(drops.text(NUMBERS, first));
    assertThat(drops.digest(second)).isEqualTo(drops.digest(first));

    STACK
        .bean(Jdbi.class)
        .useHandle(
            handle ->
                handle.execute(
                    """
                    update annotations set x = '-0', y = '-0', score = '-0'
                    where dataset_id = ? and source_id = '1'
                    """,
                    second));
    assertThat(drops.text(NUMBERS, second)).startsWith("-0 -0 5 5 -0 ");
    assertThat(drops.digest(second)).isEqualTo(drops.digest(first));
  }
}
