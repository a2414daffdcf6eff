package io.granary.local.model;

import io.granary.domain.Sha256;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Pictures, none of which is like another. */
final class Pictures {
  private static final int WIDTH = 20;
  private static final int HEIGHT = 10;

  private int last;

  /** By their names. */
  Map<String, byte[]> some(int count) {
    Map<String, byte[]> pictures = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      last++;
      // Of different sizes, because colours of some seeds are the same.
      pictures.put("images/%04d.png".formatted(last), SampleImages.png(WIDTH + last, HEIGHT, last));
    }
    return pictures;
  }

  /** With a box on each. */
  byte[] zip(Map<String, byte[]> pictures) {
    var zip = new SampleZip();
    var coco = new SampleCoco().category(1, "disc");
    int number = last - pictures.size();
    for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
      number++;
      zip.add(picture.getKey(), picture.getValue());
      coco.image(number, picture.getKey().substring("images/".length()), WIDTH + number, HEIGHT)
          .box(number, number, 1, 1, 1, 5, 5);
    }
    return zip.add("annotations/instances.json", coco.json()).bytes();
  }

  static Map<String, String> hashes(Map<String, byte[]> pictures) {
    return pictures.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> Sha256.hex(each.getValue())));
  }
}
