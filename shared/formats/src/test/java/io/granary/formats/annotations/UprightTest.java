package io.granary.formats.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.coco.CocoFormat;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A photo that EXIF turns by a quarter: stored 40 x 60, shown 60 x 40. */
final class UprightTest {
  private static Imported read(int width, int height, String annotation) throws IOException {
    var samples = new SampleIndex();
    samples.add("a.jpg", 60, 40, 6);
    String json =
        """
        {"images":[{"id":1,"file_name":"a.jpg","width":%d,"height":%d}],
         "categories":[{"id":1,"name":"x"}],
         "annotations":[{"id":1,"image_id":1,"category_id":1%s}]}
        """
            .formatted(width, height, annotation);
    return Imported.read(new CocoFormat(), new MemoryFiles().with("a.json", json), samples);
  }

  @Test
  void annotationsOfTheStoredSizeAreTurned() throws IOException {
    Imported read =
        read(40, 60, ",\"bbox\":[10,20,5,8],\"segmentation\":[[10,20,15,20,15,28,10,28]]");

    assertThat(String.valueOf(read.annotations().getFirst().box())).isEqualTo("[32, 10, 8, 5]");
    assertThat(read.lines())
        .containsExactly("a.jpg x polygon {\"parts\":[[40,10,40,15,32,15,32,10]]}");
    assertThat(read.count(IssueCode.COORDINATES_TURNED)).isEqualTo(1);
    assertThat(read.target().repaired()).isEqualTo(1);
  }

  @Test
  void annotationsOfTheUprightSizeStay() throws IOException {
    Imported read = read(60, 40, ",\"bbox\":[10,20,5,8]");

    assertThat(String.valueOf(read.annotations().getFirst().box())).isEqualTo("[10, 20, 5, 8]");
    assertThat(read.issues()).isEmpty();
  }

  @Test
  void aMaskOfTheStoredSizeIsTurnedThoughNothingIsDeclared() throws IOException {
    Imported read = read(0, 0, ",\"segmentation\":{\"size\":[60,40],\"counts\":[0,1,2399]}");

    assertThat(String.valueOf(read.annotations().getFirst().box())).isEqualTo("[59, 0, 1, 1]");
  }

  @Test
  void anotherSizeIsTold() throws IOException {
    Imported read = read(30, 20, ",\"bbox\":[10,20,5,8]");

    assertThat(read.count(IssueCode.IMAGE_SIZE_MISMATCH)).isEqualTo(1);
    assertThat(read.annotations()).hasSize(1);
  }
}
