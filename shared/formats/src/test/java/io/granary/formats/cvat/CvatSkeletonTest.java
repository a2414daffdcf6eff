package io.granary.formats.cvat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedClass.Edge;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CvatSkeletonTest {
  private static final String DRAWING =
      """
      <line data-node-from="2" data-node-to="1"></line>
      <circle data-node-id="1" data-label-name="head"></circle>
      <circle data-node-id="2" data-label-name="foot"/>
      """;

  private static Imported read(int points) throws IOException {
    var labels = new StringBuilder("<label><name>body</name></label>");
    for (int i = 0; i < points; i++) {
      labels.append("<label><name>p%d</name><parent>body</parent></label>".formatted(i));
    }
    return Imported.read(
        new CvatFormat(),
        new MemoryFiles()
            .with(
                "annotations.xml",
                "<annotations><meta><task><labels>"
                    + labels
                    + "</labels></task></meta><image name='a.jpg'><skeleton label='body'>"
                    + "<points label='p3' points='1,2'/></skeleton></image></annotations>"),
        Imported.samples(6, 5, "a.jpg"));
  }

  @Test
  void tagsThatNeverEndTakeNoTime() {
    List<String> points = List.of("head", "foot");

    assertThat(CvatSkeleton.edges(DRAWING, points)).containsExactly(new Edge(1, 0));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 200; i++) {
            assertThat(CvatSkeleton.edges("<circle ".repeat(8192), points)).isEmpty();
          }
        });
  }

  @Test
  void longDrawingsAreNotRead() {
    assertThat(CvatSkeleton.edges(DRAWING + " ".repeat(1 << 16), List.of("head", "foot")))
        .isEmpty();
  }

  @Test
  void aSkeletonHasAThousandPointsAtMost() throws IOException {
    assertThat(read(1000).target().imported()).isEqualTo(1);

    Imported refused = read(1001);
    assertThat(refused.target().imported()).isZero();
    assertThat(refused.count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isEqualTo(1);
  }
}
