package io.granary.formats.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Outlines become masks and masks outlines. */
final class RasterTest {
  private static Polygon polygon(double... flat) {
    var points = new java.util.ArrayList<Point>();
    for (int i = 0; i < flat.length; i += 2) {
      points.add(new Point(flat[i], flat[i + 1]));
    }
    return new Polygon(List.of(points));
  }

  @Test
  void aBoxOfWholePixelsHasItsArea() {
    Rle mask = Raster.fill(polygon(2, 1, 5, 1, 5, 4, 2, 4), 10, 8);

    assertThat(mask.area()).isEqualTo(9);
    assertThat(mask.box().toString()).isEqualTo("[2, 1, 3, 3]");
  }

  @Test
  void partsAreOneObject() {
    var parts =
        new Polygon(
            List.of(
                polygon(0, 0, 2, 0, 2, 2, 0, 2).parts().getFirst(),
                polygon(1, 1, 4, 1, 4, 4, 1, 4).parts().getFirst()));

    assertThat(Raster.fill(parts, 5, 5).area()).isEqualTo(4 + 9 - 1);
  }

  @Test
  void whatIsFarAwayTakesNoTime() {
    Rle mask = Raster.fill(polygon(-1e9, -1e9, 1e9, -1e9, 1e9, 1e9, -1e9, 1e9), 3, 4);

    assertThat(mask.area()).isEqualTo(12);
  }

  @Test
  void aRingHasOneOutlineWithItsHole() {
    var ring = new Bitmap(5, 5);
    for (int i = 0; i < 5; i++) {
      ring.set(i, 0);
      ring.set(i, 4);
      ring.set(0, i);
      ring.set(4, i);
    }
    Rle mask = Rle.of(ring);

    Polygon outline = Outlines.of(mask);

    assertThat(outline.parts()).hasSize(1);
    assertThat(Raster.fill(outline, 5, 5)).isEqualTo(mask);
  }

  @Property(tries = 300)
  void fillingTheOutlineOfAMaskGivesTheMask(
      @ForAll @IntRange(min = 1, max = 24) int width,
      @ForAll @IntRange(min = 1, max = 24) int height,
      @ForAll @IntRange(min = 0, max = 10) int density,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    var bitmap = new Bitmap(width, height);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        if (random.nextInt(10) < density) {
          bitmap.set(x, y);
        }
      }
    }
    Rle mask = Rle.of(bitmap);

    assertThat(Raster.fill(Outlines.of(mask), height, width)).isEqualTo(mask);
    assertThat(Rle.parse(height, width, mask.compressed())).hasValue(mask);
  }
}
