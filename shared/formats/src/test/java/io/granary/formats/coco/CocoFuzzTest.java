package io.granary.formats.coco;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.granary.formats.annotations.Fuzzing;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes as a COCO file. */
final class CocoFuzzTest {
  static List<byte[]> seeds() {
    return List.of(
            """
            {"images":[{"id":1,"file_name":"a.jpg","width":20,"height":10}],
             "categories":[{"id":0,"name":"x","keypoints":["n","m"],"skeleton":[[1,2]]}],
             "annotations":[
               {"id":7,"image_id":1,"category_id":0,"bbox":[1,2,3,4],"iscrowd":0,"area":12,
                "segmentation":[[1,2,4,2,4,6]],"keypoints":[1,2,2,0,0,0],"attributes":{"a":[1,{}]}},
               {"id":8,"image_id":1,"category_id":0,
                "segmentation":{"size":[10,20],"counts":[0,3,197]}},
               {"id":9,"image_id":1,"category_id":0,
                "segmentation":{"size":[10,20],"counts":"03U6"},"score":0.5},
               {"id":10,"image_id":2,"caption":"it"}]}
            """,
            """
            {"annotations":[{"image_id":1,"file_name":"a.png","segments_info":[
              {"id":1,"category_id":1,"bbox":[0,0,2,2]}]}],
             "images":[{"id":1,"file_name":"a.jpg"}],"categories":[{"id":1}]}
            """,
            "[{\"image_id\":1,\"category_id\":2,\"bbox\":[1,2,3,4],\"score\":0.5}]")
        .stream()
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyBytesAreReadOrRefused(byte[] content) throws IOException {
    Fuzzing.read(
        new CocoFormat(),
        new MemoryFiles().with("annotations/instances_train.json", content),
        Imported.samples(20, 10, "a.jpg", "b.jpg"));
  }
}
