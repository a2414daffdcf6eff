package io.granary.formats.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Box;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From pictures as they are stored to upright ones. */
final class TurnTest {
  @Property(tries = 100)
  void masksTurnAsTheirBoxesDo(
      @ForAll @IntRange(min = 1, max = 8) int orientation,
      @ForAll @IntRange(min = 0, max = 9) int x,
      @ForAll @IntRange(min = 0, max = 4) int y) {
    var turn = new Turn(orientation, 10, 5);
    var pixel = new Bitmap(10, 5);
    pixel.set(x, y);

    Rle turned = turn.mask(Rle.of(pixel));

    assertThat(turned.box()).isEqualTo(turn.box(new Box(x, y, 1, 1)));
    assertThat(turned.area()).isEqualTo(1);
    assertThat(turned.width()).isEqualTo(orientation >= 5 ? 5 : 10);
  }

  /** One scene, stored in each way: a stored pixel and where it turns to show the same. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  @EnabledIfEnvironmentVariable(named = "GRANARY_TEST_DATA", matches = ".+")
  void photosShowTheSameWhereTheyTurnTo(int orientation) throws IOException {
    BufferedImage upright = photo(0);
    BufferedImage stored = photo(orientation);
    var turn = new Turn(orientation, stored.getWidth(), stored.getHeight());
    double difference = 0;
    int pixels = 0;
    for (int x = 10; x < stored.getWidth(); x += 97) {
      for (int y = 10; y < stored.getHeight(); y += 89) {
        Point there = turn.point(new Point(x + 0.5, y + 0.5));
        difference +=
            Math.abs(
                green(stored.getRGB(x, y))
                    - green(upright.getRGB((int) there.x(), (int) there.y())));
        pixels++;
      }
    }

    assertThat(difference / pixels).isLessThan(4);
  }

  private static int green(int color) {
    return color >> 8 & 0xFF;
  }

  private static BufferedImage photo(int orientation) throws IOException {
    Path folder = Path.of(Objects.requireNonNull(System.getenv("GRANARY_TEST_DATA")));
    Path file = folder.resolve("exif-orientation/Landscape_%d.jpg".formatted(orientation));
    return Objects.requireNonNull(ImageIO.read(file.toFile()));
  }
}
