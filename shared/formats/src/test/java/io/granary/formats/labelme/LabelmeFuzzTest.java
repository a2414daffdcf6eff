package io.granary.formats.labelme;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.granary.formats.annotations.Fuzzing;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes as a file of LabelMe. */
final class LabelmeFuzzTest {
  static List<byte[]> seeds() {
    return Stream.of(
            """
            {'version':'5.5.0','flags':{'day':true,'x':null},'imagePath':'a.jpg','imageData':null,
            'imageHeight':48,'imageWidth':64,'shapes':[
            {'label':'a','points':[[1,1],[5,1],[5,5]],'group_id':1,'part':[0,2]},
            {'label':'a','points':[[9,9],[7,9],[7,7]],'group_id':1,'part':[1,2]},
            {'label':'b','points':[[5,5],[1,1]],'shape_type':'rectangle','bbox':[1,1,4,4]},
            {'label':'b','points':[[5,5],[5,9]],'shape_type':'circle','radius':1e400},
            {'label':'c','points':[[NaN,5]],'shape_type':'point','visibility':[7]},
            {'label':'c','points':[[1,5],[-1e99,3]],'shape_type':'mask','mask':'iVBORw0KGgo='},
            {'label':7,'points':[[1,5],[2,3]],'shape_type':'linestrip','flags':{'f':1}}]}
            """,
            "{'imagePath':'','shapes':[{'label':'m','shape_type':'mask','points':[[2,2],[3,3]],"
                + "'mask':'%s'}],'imageHeight':1e10,'imageWidth':-1}".formatted(MaskTest.DOT),
            "{'shapes':{},'imagePath':[]}",
            "{'shapes':[null,[],{'points':[[[[1]]],{}]}],'imagePath':'..//../'}",
            "{'shapes':[],'imageData':")
        .map(json -> json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    var files = new MemoryFiles().with("images/a.json", bytes);
    var known = Imported.samples(64, 48, "images/a.jpg");
    Fuzzing.read(new LabelmeFormat(), "labelme", files, known);
    Fuzzing.read(new LabelmeFormat(), "labelme", files, Imported.samples(0, 0, "images/a.jpg"));
    Fuzzing.read(new LabelmeFormat(), files, known);
  }
}
