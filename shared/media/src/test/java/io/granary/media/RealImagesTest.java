package io.granary.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pictures that nobody here made; the expectations are those of their README. */
final class RealImagesTest {
  private static final Set<String> BROKEN =
      Set.of(
          "bmp/b/badbitcount.bmp",
          "bmp/b/badpalettesize.bmp",
          "bmp/b/shortfile.bmp",
          "broken.png",
          "broken_data_stream.png",
          "truncated_image.png",
          "truncated_jpeg.jpg",
          "unknown_compression_method.png");

  private static final Map<String, String> SIZES =
      Map.of(
          "apng/mode_16bit.png", "128x64",
          "hopper_orientation_5.jpg", "128x128",
          "flower.webp", "480x360",
          "multipage.tiff", "10x10",
          "junk_jpeg_header.jpg", "1024x768",
          "iss634.gif", "245x245",
          "transparent.webp", "200x150",
          "pil_sample_cmyk.jpg", "100x100",
          "bmp/g/pal8nonsquare.bmp", "127x32",
          "bmp/g/pal8topdown.bmp", "127x64");

  @Test
  void pillowsPicturesAreToldApartAsPillowDoes() throws IOException {
    Path folder = folder("pillow-images");
    Set<String> refused = new TreeSet<>();
    Map<String, String> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> ImageFormat.hasImageExtension(f.toString())).toList()) {
        String name = folder.relativize(file).toString();
        try {
          ImageFacts facts = ImageInspection.inspect(Files.readAllBytes(file));
          sizes.put(name, facts.storedWidth() + "x" + facts.storedHeight());
        } catch (CorruptImageException _) {
          refused.add(name);
        }
      }
    }
    assertThat(refused).isEqualTo(new TreeSet<>(BROKEN));
    assertThat(sizes).containsAllEntriesOf(SIZES);
  }

  @Test
  void photosOfEveryOrientationAreUprightAndLandscape() throws IOException {
    Path folder = folder("exif-orientation");
    for (int orientation = 0; orientation <= 8; orientation++) {
      byte[] photo = Files.readAllBytes(folder.resolve("Landscape_%d.jpg".formatted(orientation)));
      ImageFacts facts = ImageInspection.inspect(photo);
      assertThat(facts.width()).isEqualTo(1800);
      assertThat(facts.height()).isEqualTo(1200);
      assertThat(facts.orientation()).isEqualTo(Math.max(1, orientation));
      ImageFacts thumbnail =
          ImageInspection.inspect(
              Thumbnails.jpeg(new ByteArrayInputStream(photo), facts.orientation()));
      assertThat(thumbnail.width()).isEqualTo(256);
      assertThat(thumbnail.height()).isBetween(170, 171);
    }
  }

  private static Path folder(String name) {
    String data = System.getenv("GRANARY_TEST_DATA");
    if (data == null) {
      return abort("GRANARY_TEST_DATA is not set");
    }
    return Path.of(data, name);
  }
}
