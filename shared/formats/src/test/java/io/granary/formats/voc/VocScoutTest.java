package io.granary.formats.voc;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class VocScoutTest {
  private static Match match(MemoryFiles files) throws IOException {
    Scout scout = new VocFormat().scout(null);
    files.list(scout::see);
    return scout.conclude(files, new SampleIndex());
  }

  @Test
  void objectsWithBoxesLeaveNoDoubt() throws IOException {
    Match match =
        match(
            new MemoryFiles()
                .with("@.xml", "<annotation><filename>@.jpg</filename></annotation>")
                .with(
                    "a.xml", "<annotation><object><name>a</name><bndbox/></object></annotation>"));

    assertThat(match.confidence()).isEqualTo(1);
    assertThat(match.reason()).isEqualTo("a.xml has objects with boxes as VOC has them");
  }

  @Test
  void otherXmlIsNone() throws IOException {
    assertThat(match(new MemoryFiles()).reason())
        .isEqualTo("there is no XML file, no list in ImageSets and no mask");
    for (String other :
        new String[] {
          "<annotations/>",
          "<annotation><filename>a</filename><object><name>x</name><polygon><pt/></polygon></object></annotation>",
          "no XML",
          "<!DOCTYPE annotation><annotation><object><name/><bndbox/></object></annotation>"
        }) {
      Match match = match(new MemoryFiles().with("a.xml", other));

      assertThat(match.confidence()).isZero();
      assertThat(match.reason()).isEqualTo("a.xml is no annotation file of VOC");
    }
  }

  @Test
  void masksAndListsSpeakForIt() throws IOException {
    assertThat(
            match(
                    new MemoryFiles()
                        .with("SegmentationClass/a.png", "")
                        .with("ImageSets/Main/train.txt", "a"))
                .confidence())
        .isEqualTo(0.9);
    assertThat(match(new MemoryFiles().with("ImageSets/Main/train.txt", "a")).confidence())
        .isEqualTo(0.6);
    assertThat(match(new MemoryFiles().with("train.txt", "a")).confidence()).isZero();
  }
}
