package io.granary.testing;

import io.granary.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds COCO instances files. */
public final class SampleCoco {
  private final List<Map<String, Object>> images = new ArrayList<>();
  private final List<Map<String, Object>> annotations = new ArrayList<>();
  private final List<Map<String, Object>> categories = new ArrayList<>();

  public SampleCoco category(int id, String name) {
    categories.add(Map.of("id", id, "name", name));
    return this;
  }

  public SampleCoco image(int id, String fileName, int width, int height) {
    images.add(Map.of("id", id, "file_name", fileName, "width", width, "height", height));
    return this;
  }

  public SampleCoco box(int id, int image, int category, double... bbox) {
    return annotation(id, image, category, Map.of("bbox", bbox));
  }

  /** An annotation with any other fields. */
  public SampleCoco annotation(int id, int image, int category, Map<String, ?> fields) {
    Map<String, Object> annotation = new LinkedHashMap<>();
    annotation.put("id", id);
    annotation.put("image_id", image);
    annotation.put("category_id", category);
    annotation.putAll(fields);
    annotations.add(annotation);
    return this;
  }

  public String json() {
    return Json.write(
        Map.of("images", images, "annotations", annotations, "categories", categories));
  }

  /**
   * A whole set: JPEG and PNG pictures of 64 x 48 under {@code images/}, two classes, and two boxes
   * on each picture.
   */
  public static byte[] zip(int pictures) {
    var coco = new SampleCoco().category(1, "disc").category(2, "corner");
    var zip = new SampleZip();
    for (int i = 1; i <= pictures; i++) {
      boolean isJpeg = i % 2 == 1;
      String name = "%04d.%s".formatted(i, isJpeg ? "jpg" : "png");
      zip.add(
          "images/" + name, isJpeg ? SampleImages.jpeg(64, 48, i) : SampleImages.png(64, 48, i));
      coco.image(i, name, 64, 48)
          .box(2 * i - 1, i, 1, 16, 12, 32, 24)
          .box(2 * i, i, 2, 0, 0, 8, 6.5);
    }
    return zip.add("annotations/instances_train.json", coco.json()).bytes();
  }
}
