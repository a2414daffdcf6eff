package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Annotation files that come one after the other, and speak of the same objects. */
final class AnnotationAdditionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static byte[] coco(String category, String annotation) {
    return """
        {"images":[{"id":1,"file_name":"a.png","width":20,"height":10}],
         "categories":[{"id":1,"name":"person"%s}],
         "annotations":[{"id":7,"image_id":1,"category_id":1,"bbox":[1,2,5,6]%s}]}
        """
        .formatted(category, annotation)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theSameObjectOfAnotherTaskIsNoSecondOne() {
    var drops = new Drops(STACK, STACK.user("tasks"));
    drops.put("set/images/a.png", SampleImages.png(20, 10, 1));
    drops.put("set/annotations/instances_val.json", coco("", ""));
    drops.put("set/_SUCCESS", new byte[0]);
    STACK.drain();
    UUID dataset = Drops.dataset(drops.result("set/_SUCCESS").orElseThrow());

    drops.put(
        "set/annotations/person_keypoints_val.json",
        coco(
            ",\"keypoints\":[\"nose\",\"tail\"],\"skeleton\":[[1,2]]",
            ",\"keypoints\":[2,3,2,4,4,1],\"num_keypoints\":2"));
    drops.put("set/_SUCCESS", new byte[] {1});
    STACK.drain();

    JsonNode result = drops.result("set/_SUCCESS").orElseThrow();
    assertThat(Drops.verdicts(result)).containsExactly(0, 1, 0);
    assertThat(drops.annotations(dataset)).isEqualTo(1);
    assertThat(
            drops.text(
                "select keypoints::text || skeleton::text from classes where dataset_id = ?",
                dataset))
        .isEqualTo("{nose,tail}{0,1}");
  }
}
