package io.granary.formats.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes as a table. */
final class CsvFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
            "",
            """
            filename,width,height,class,xmin,ymin,xmax,ymax,id,score,is_crowd,split,attributes
            a.jpg,9,9,c,1,2,3,4,5,0.5,1,val,"{""a"":[1,{}]}"
            """,
            """
            ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded
            a,x,/m/1,1,0.1,.9,0,1e0,1
            """,
            "a.jpg,1,2,3,4,c\nb.jpg,,,,,\n",
            "image_id;bbox;x\na;\"[1, 2, 3, 4]\";7\n",
            "img\tx_center\ty_center\tw\th\na\t1\t2\t3\t4\n",
            "file,caption\n\"a.jpg\",\"b\"x\n\"",
            "a.jpg,c\nb.jpg,\"d\n",
            "filename,c,split,d,c\na.jpg,1,val,0,1\nb.jpg,0,x,1.0\nc.jpg,1,,1,0\n")
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyBytesAreReadOrRefused(byte[] table) throws IOException {
    for (String hint : new CsvFormat().hints()) {
      Imported read =
          Imported.read(
              new CsvFormat(),
              hint,
              new MemoryFiles()
                  .with("good.csv", "filename,label\na.jpg,x\n")
                  .with("t.csv", table)
                  .with("class-descriptions.csv", table),
              Imported.samples(64, 48, "a.jpg", "b.jpg"));
      read.annotations()
          .forEach(
              a ->
                  assertThat(a.box() == null || Objects.requireNonNull(a.box()).isFinite())
                      .isTrue());
    }
  }
}
