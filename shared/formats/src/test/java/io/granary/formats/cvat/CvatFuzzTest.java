package io.granary.formats.cvat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.granary.formats.annotations.Fuzzing;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a file of CVAT. */
final class CvatFuzzTest {
  static List<byte[]> seeds() {
    return List.of(
            "",
            "<annotations><meta><task><labels><label><name>a</name><svg>&lt;line</svg></label>"
                + "</labels></task></meta><image name='a.jpg' width='9' height='x'>"
                + "<box label='a' xtl='1' ytl='1' xbr='NaN' ybr='2' rotation='1e400'/>"
                + "<mask label='a' rle='1,2,99' left='0' top='0' width='2' height='2'/>"
                + "<ellipse label='a' cx='1' cy='1' rx='2' ry='3'/>"
                + "<points label='a' points='1,2;;3'/><skeleton label='a'><points/></skeleton>"
                + "<cuboid label='a'/><tag label='a'/></image></annotations>",
            "<annotations><track/></annotations>",
            "<!DOCTYPE a><annotations><image/></annotations>",
            "<annotations><image name='a.jpg'><box label='a' xtl='1e308' ytl='-1e308' xbr='-1e308'"
                + " ybr='1e308' rotation='1'/></image></annotations>")
        .stream()
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyTextOnlyMakesIssues(byte[] text) throws IOException {
    Fuzzing.read(
        new CvatFormat(),
        "cvat",
        new MemoryFiles().with("annotations.xml", text),
        Imported.samples(64, 48, "a.jpg"));
  }
}
