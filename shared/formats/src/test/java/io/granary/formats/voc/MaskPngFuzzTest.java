package io.granary.formats.voc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as pictures of masks. */
final class MaskPngFuzzTest {
  static List<byte[]> seeds() throws IOException {
    byte[] picture = MaskPictures.indexed("110", "120");
    byte[] huge = picture.clone();
    // The width is the four bytes from 16 on, the height those after it.
    huge[17] = 1;
    byte[] negative = picture.clone();
    negative[16] = (byte) 0x80;
    return List.of(
        new byte[0],
        picture,
        MaskPictures.gray("110", "1v0"),
        MaskPictures.colored("12", "34"),
        Arrays.copyOf(picture, picture.length - 20),
        huge,
        negative);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyPictureOnlyMakesIssues(byte[] picture) throws IOException {
    VocFuzzTest.check(
        Imported.read(
            new VocFormat(),
            new MemoryFiles()
                .with("SegmentationClass/a.png", picture)
                .with("SegmentationObject/a.png", picture)
                .with("SegmentationObject/b.png", picture),
            Imported.samples(0, 0, "JPEGImages/a.jpg")));
  }
}
