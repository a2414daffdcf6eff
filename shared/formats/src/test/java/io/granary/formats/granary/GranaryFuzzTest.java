package io.granary.formats.granary;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.granary.formats.annotations.Fuzzing;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes as the manifest, the classes and the lines of a backup. */
final class GranaryFuzzTest {
  private static final String CLASSES = "[{\"name\":\"x\"}]";

  static Stream<byte[]> seeds() {
    return Stream.concat(
            Stream.of(Backups.MANIFEST, CLASSES, "", "{", "[[]]", "\u0000"),
            Stream.of(
                    "'type':'bbox','x':1,'y':2,'width':3,'height':4,"
                        + "'geometry':{'x':1,'y':2,'width':3,'height':4}",
                    "'type':'polygon','geometry':{'parts':[[1,2,3,4,5,6.5],[]]}",
                    "'type':'polygon','geometry':{'parts':5}",
                    "'type':'mask','geometry':{'size':[10,20],'counts':'03U6'}",
                    "'type':'mask','geometry':{'size':[1e400,2],'counts':'\\\\'}",
                    "'type':'rotated_bbox','geometry':{'points':[[1,2],[3,2],[3,4],[1,4]]}",
                    "'type':'keypoints','geometry':{'points':[[1,2,2],[0,0,0]]},'x':null",
                    "'type':'polyline','geometry':{'points':[[1,2],[{}]]}",
                    "'type':'circle','geometry':{'center':5,'radius':1e999}",
                    "'type':'class','geometry':{},'attributes':{'a':[1e-99999,'\\u0000']}",
                    "'type':'caption','class':null,'geometry':{'text':'it'},'score':1e999",
                    "'type':'nothing','x':1,'state':'draft','source_id':{}")
                .map(
                    annotation ->
                        "{'path':'a.jpg','split':'x','sha256':'0','annotations':[{'class':'x',%s}]}"
                            .formatted(annotation)
                            .replace('\'', '"')))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    Fuzzing.read(
        new GranaryFormat(),
        new MemoryFiles()
            .with("_granary/manifest.json", Backups.MANIFEST)
            .with("_granary/classes.json", CLASSES)
            .with("_granary/samples-00001.jsonl", bytes),
        Imported.samples(20, 10, "a.jpg"));
    Fuzzing.read(
        new GranaryFormat(),
        new MemoryFiles()
            .with("_granary/manifest.json", Backups.MANIFEST)
            .with("_granary/classes.json", bytes),
        Imported.samples(20, 10, "a.jpg"));
    Fuzzing.read(
        new GranaryFormat(),
        new MemoryFiles().with("_granary/manifest.json", bytes),
        Imported.samples(20, 10, "a.jpg"));
  }
}
