package io.granary.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageInspectionTest {
  private static final String[] FORMATS = {"jpeg", "png", "gif", "bmp", "tiff"};

  private static byte[] picture(String format) {
    var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 40 * 30; i++) {
      image.setRGB(i % 40, i / 40, i * 7919);
    }
    var out = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, format, out)).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
  void aWholePictureShowsItsSize(String format) {
    ImageFacts facts = ImageInspection.inspect(picture(format));

    assertThat(facts.width()).isEqualTo(40);
    assertThat(facts.height()).isEqualTo(30);
    assertThat(facts.format().mediaType()).isEqualTo("image/" + format);
    assertThat(facts.orientation()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "tiff"})
  void aPictureThatIsCutOffIsCorrupt(String format) {
    byte[] picture = picture(format);

    assertThatThrownBy(
            () -> ImageInspection.inspect(Arrays.copyOf(picture, picture.length * 2 / 3)))
        .isInstanceOf(CorruptImageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp"})
  void theHeadOfALargeFileIsEnoughForItsSize(String format) throws IOException {
    byte[] picture = picture(format);

    ImageFacts facts = ImageInspection.inspect(new ByteArrayInputStream(picture), 5_000_000_000L);

    assertThat(facts.width()).isEqualTo(40);
  }

  /** Whatever is changed in a good picture, it is taken, or refused as what it is. */
  @Property(tries = 4000)
  void damageOfAnyKindIsAStatedError(
      @ForAll @IntRange(max = 4) int format,
      @ForAll @IntRange(max = 600) int place,
      @ForAll @IntRange(max = 255) int value,
      @ForAll @IntRange(max = 255) int next) {
    byte[] picture = picture(FORMATS[format]);
    picture[place % picture.length] = (byte) value;
    picture[(place + 1) % picture.length] = (byte) next;
    String outcome;
    try {
      outcome = ImageInspection.inspect(picture).toString();
    } catch (CorruptImageException | ImageTooLargeException e) {
      outcome = e.getMessage();
    }

    assertThat(outcome).isNotEmpty();
  }
}
