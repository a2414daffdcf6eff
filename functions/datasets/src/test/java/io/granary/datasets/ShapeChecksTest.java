package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Issue;
import io.granary.domain.Issue.Example;
import io.granary.domain.Issue.Severity;
import io.granary.domain.IssueCode;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What validation finds of geometries; each test spoils a clean dataset in one way. */
final class ShapeChecksTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final double[] BOX = {10, 10, 40, 40};

  private final DrawnSet set = DrawnSet.clean(STACK);
  private final UUID cat = set.classOf("cat");

  @Test
  void placesThatAreMissingOrNotFinite() {
    set.annotate(set.picture(3), cat, "bbox", null, Map.of(), Map.of());
    set.execute("update annotations set x = 'NaN' where source_id = '0' and dataset_id = ?");
    set.execute(
        "update annotations set height = 'Infinity' where source_id = '1' and dataset_id = ?");

    Issue issue = set.findsOnly(IssueCode.GEOMETRY_NOT_FINITE);

    assertThat(issue.severity()).isEqualTo(Severity.ERROR);
    assertThat(issue.examples())
        .containsExactly(
            new Example("00.png", "0", "[NaN, 10, 20, 30]"),
            new Example("01.png", "1", "[10, 10, 23, Infinity]"),
            new Example("03.png", "120", "[, , , ]"));
  }

  @Test
  void boxesWithoutAreaAndOfNegativeLength() {
    set.box(set.picture(3), cat, 100, 100, 0, 40);
    set.box(set.picture(4), cat, 100, 100, 40, -5);

    Issue issue = set.findsOnly(IssueCode.BOX_DEGENERATE);

    assertThat(issue.severity()).isEqualTo(Severity.ERROR);
    assertThat(issue.examples())
        .containsExactly(
            new Example("03.png", "120", "[100, 100, 0, 40]"),
            new Example("04.png", "121", "[100, 100, 40, -5]"));
  }

  @Test
  void aBoxThatReachesOutOfItsImage() {
    set.box(set.picture(3), cat, 600, 100, 40.01, 40);
    set.box(set.picture(4), cat, 600, 100, 40.004, 40);

    Issue issue = set.findsOnly(IssueCode.BOX_OUT_OF_IMAGE);

    assertThat(issue.examples())
        .containsExactly(new Example("03.png", "120", "[600, 100, 40.01, 40] on 640 x 480"));
  }

  @Test
  void numbersAsLargeAsNumbersAreBreakNothing() {
    set.box(set.picture(3), cat, -1e308, -1e308, 1e308, 1e308);
    set.box(set.picture(3), cat, 1e308, 1e308, 1e308, 1e308);
    set.box(set.picture(4), cat, 1e-300, 1e-300, 1e-300, 1e-300);
    set.box(set.picture(4), cat, 1e-300, 1e-300, 1e-300, 2e-300);
    polygon(List.of(1e308, -1e308, 1e308, 1e308, -1e308, 0.0), -1e308, 1e308);
    polygon(List.of(1e-300, 1e-300, 3e-300, 1e-300, 2e-300, 5e-300), 1e-300, 1e-300);

    assertThat(set.findsAmong(IssueCode.BOX_OUT_OF_IMAGE).count()).isEqualTo(3);
  }

  @Test
  void aMaskOfAnotherSizeThanItsImage() {
    mask(set.picture(3), List.of(480, 640));
    mask(set.picture(4), List.of(640, 480));

    Issue issue = set.findsOnly(IssueCode.MASK_SIZE_MISMATCH);

    assertThat(issue.share()).isEqualTo(0.5);
    assertThat(issue.examples())
        .containsExactly(new Example("04.png", "121", "480 x 640 on 640 x 480"));
  }

  @Test
  void polygonsWithoutArea() {
    polygon(List.of(10, 10, 50, 10, 50, 50, 10, 50), 10, 40);
    polygon(List.of(10, 10, 50, 50), 10, 40);
    polygon(List.of(10, 10, 30, 30, 50, 50, 20, 20), 10, 40);
    set.annotate(set.picture(5), cat, "polygon", BOX, Map.of("parts", List.of()), Map.of());

    Issue issue = set.findsOnly(IssueCode.POLYGON_DEGENERATE);

    assertThat(issue.share()).isEqualTo(0.75);
    assertThat(issue.examples())
        .containsExactly(
            new Example("03.png", "121", "a part of less than 3 points"),
            new Example("03.png", "122", "a part without area"),
            new Example("05.png", "123", "no part"));
  }

  @Test
  void anObjectWithoutKeypoints() {
    keypoints(cat, List.of(List.of(12, 12, 2), List.of(0, 0, 0)));
    keypoints(cat, List.of(List.of(0, 0, 0), List.of(0, 0, 0)));

    Issue issue = set.findsOnly(IssueCode.KEYPOINTS_ABSENT);

    assertThat(issue.share()).isEqualTo(0.5);
    assertThat(issue.examples()).containsExactly(new Example("03.png", "121", ""));
  }

  @Test
  void anObjectWithOtherKeypointsThanItsClass() {
    UUID bird = set.labelClass("bird", "beak", "tail");
    set.boxOnEach(bird, 300);
    keypoints(bird, List.of(List.of(12, 12, 2), List.of(15, 15, 1)));
    keypoints(bird, List.of(List.of(13, 13, 2)));

    Issue issue = set.findsOnly(IssueCode.KEYPOINTS_MISMATCH);

    assertThat(issue.examples())
        .containsExactly(new Example("03.png", "181", "1 of 2 keypoints of bird"));
  }

  private void mask(UUID sample, List<Integer> size) {
    set.annotate(sample, cat, "mask", BOX, Map.of("size", size, "counts", "x"), Map.of());
  }

  private void keypoints(UUID labelClass, List<List<Integer>> points) {
    set.annotate(set.picture(3), labelClass, "keypoints", BOX, Map.of("points", points), Map.of());
  }

  private void polygon(List<? extends Number> part, double from, double size) {
    set.annotate(
        set.picture(3),
        cat,
        "polygon",
        new double[] {from, from, size, size},
        Map.of("parts", List.of(part)),
        Map.of());
  }
}
