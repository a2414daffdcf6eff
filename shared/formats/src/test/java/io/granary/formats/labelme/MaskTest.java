package io.granary.formats.labelme;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.geometry.Bitmap;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Rle;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Masks of boxes become masks of whole images. */
final class MaskTest {
  /** Two by two pixels, of which the one at the top left is not of the object. */
  static final String DOT = MaskImage.encode(mask(2, 2, "01", "11"), 0, 0, 2, 2);

  private static Rle mask(int width, int height, String... rows) {
    var bitmap = new Bitmap(width, height);
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length(); x++) {
        if (rows[y].charAt(x) == '1') {
          bitmap.set(x, y);
        }
      }
    }
    return Rle.of(bitmap);
  }

  private static Imported read(SampleIndex samples, String points, String mask, String size)
      throws IOException {
    String json =
        "{\"imagePath\":\"a.png\",\"shapes\":[{\"label\":\"x\",\"shape_type\":\"mask\",\"points\":%s,\"mask\":\"%s\"}]%s}"
            .formatted(points, mask, size);
    return Imported.read(new LabelmeFormat(), new MemoryFiles().with("a.json", json), samples);
  }

  private static Geometry whole(int width, int height, String... rows) {
    return new Mask(mask(width, height, rows));
  }

  @Test
  void aMaskLiesAtItsBox() throws IOException {
    Imported read = read(Imported.samples(5, 4, "a.png"), "[[3,2],[2,1]]", DOT, "");

    assertThat(read.geometry(0)).isEqualTo(whole(5, 4, "00000", "00010", "00110"));
    assertThat(read.issues()).isEmpty();
  }

  @Test
  void whatReachesOutIsCut() throws IOException {
    assertThat(read(Imported.samples(3, 3, "a.png"), "[[2,2],[3,3]]", DOT, "").target().skipped())
        .isEqualTo(1);
    assertThat(read(Imported.samples(3, 3, "a.png"), "[[2,1],[3,2]]", DOT, "").geometry(0))
        .isEqualTo(whole(3, 3, "000", "000", "001"));
    assertThat(read(Imported.samples(3, 3, "a.png"), "[[-1,-1],[0,0]]", DOT, "").geometry(0))
        .isEqualTo(whole(3, 3, "1"));
  }

  @Test
  void theSizeThatIsDeclaredHoldsOnlyWhereNoneIsKnown() throws IOException {
    String declared = ",\"imageHeight\":3,\"imageWidth\":4";

    assertThat(read(Imported.samples(0, 0, "a.png"), "[[0,0],[1,1]]", DOT, declared).geometry(0))
        .isEqualTo(whole(4, 3, "01", "11"));
    assertThat(read(Imported.samples(5, 5, "a.png"), "[[0,0],[1,1]]", DOT, declared).geometry(0))
        .isEqualTo(whole(5, 5, "01", "11"));
    assertThat(
            read(Imported.samples(0, 0, "a.png"), "[[0,0],[1,1]]", DOT, "")
                .count(IssueCode.SEGMENTATION_INVALID))
        .isEqualTo(1);
  }

  @Test
  void aMaskOnTheStoredPictureIsTurned() throws IOException {
    var samples = new SampleIndex();
    samples.add("a.png", 3, 4, 6);

    Imported read = read(samples, "[[0,0],[1,1]]", DOT, ",\"imageHeight\":3,\"imageWidth\":4");

    assertThat(read.geometry(0)).isEqualTo(whole(3, 4, "010", "011"));
    assertThat(read.count(IssueCode.COORDINATES_TURNED)).isEqualTo(1);
  }

  @Test
  void whatIsNoPictureIsTold() throws IOException {
    for (String mask :
        new String[] {"", "!", "aGVsbG8=", DOT.substring(0, 40), DOT.replace('A', 'B')}) {
      Imported read = read(Imported.samples(5, 4, "a.png"), "[[0,0],[1,1]]", mask, "");

      assertThat(read.target().skipped()).as(mask).isEqualTo(1);
      assertThat(read.count(IssueCode.SEGMENTATION_INVALID)).isEqualTo(1);
    }
  }
}
