package io.granary.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Drops the same pictures with annotations in several formats, and has one set validated. */
final class DemoFormats {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Map<String, String> ANNOTATIONS =
      Map.of(
          "Annotations/1.xml",
          """
          <annotation><filename>1.jpg</filename>
            <object><name>boat</name>
              <bndbox><xmin>4</xmin><ymin>5</ymin><xmax>30</xmax><ymax>25</ymax></bndbox>
            </object></annotation>
          """,
          "labels/1.txt",
          "0 0.25 0.3 0.4 0.4\n",
          "metadata.jsonl",
          """
          {"file_name":"images/1.jpg","objects":{"bbox":[[4,5,26,20]],"categories":["boat"]}}
          """,
          "images/1.json",
          """
          {"imagePath":"1.jpg","imageWidth":64,"imageHeight":48,
           "shapes":[{"label":"boat","shape_type":"polygon","points":[[4,5],[30,5],[20,25]]}]}
          """);

  private final DemoClient client;
  private final DemoDrops drops;

  DemoFormats(DemoClient client, DemoDrops drops) {
    this.client = client;
    this.drops = drops;
  }

  void run() throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    String last = "";
    for (var file : ANNOTATIONS.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      JsonNode result = drops.take("format%d.zip".formatted(found.size()), zip(file));
      last = result.path("dataset_id").asText();
      JsonNode info = Demo.expect(client.get("/api/datasets/" + last), 200).path("format_info");
      found.add(
          "%s %d"
              .formatted(
                  info.path("format").asText(),
                  result.path("upload_summary").path("annotations_imported").asInt()));
    }
    Demo.say("annotation formats", String.join(", ", found));
    validate(last);
  }

  private static byte[] zip(Map.Entry<String, String> file) {
    var zip = new SampleZip();
    for (int i = 1; i <= 2; i++) {
      // The same picture twice, as a validation finds it.
      zip.add("images/%d.jpg".formatted(i), SampleImages.jpeg(64, 48, 1));
    }
    return zip.add(file.getKey(), file.getValue()).bytes();
  }

  private void validate(String dataset) throws IOException, InterruptedException {
    String path = "/api/datasets/" + dataset;
    JsonNode job = Demo.expect(client.post(path + "/validate", Map.of()), 202);
    Demo.await(client, job.path("status_url").asText(), PATIENCE);
    JsonNode validation = Demo.expect(client.get(path + "/validation"), 200);
    Demo.say(
        "validation",
        "%s; %s"
            .formatted(
                validation.path("passed").asBoolean() ? "passed" : "not passed",
                String.join(", ", validation.path("issues").findValuesAsText("code"))));
  }
}
