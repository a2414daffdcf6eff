package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.granary.domain.Issue;
import io.granary.domain.Issue.Example;
import io.granary.domain.IssueCode;
import io.granary.testing.TestStack;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What validation finds of annotations among others; each test spoils a clean dataset. */
final class BoxChecksTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private final DrawnSet set = DrawnSet.clean(STACK);
  private final UUID cat = set.classOf("cat");

  @Test
  void theSameAnnotationTwice() {
    set.box(set.picture(0), cat, 10, 10, 20, 30);
    set.box(set.picture(0), set.classOf("dog"), 10, 10, 20, 30);

    Issue issue = set.findsOnly(IssueCode.DUPLICATE_ANNOTATION);

    assertThat(issue.count()).isEqualTo(1);
    assertThat(issue.share()).isCloseTo(1.0 / 122, within(1e-9));
    assertThat(issue.examples()).hasSize(1);
    assertThat(issue.examples().getFirst().detail()).startsWith("the same as ");
  }

  @Test
  void boxesThatLieOnEachOther() {
    set.box(set.picture(3), cat, 300, 300, 60, 60);
    set.box(set.picture(3), cat, 300.5, 300, 60, 61);
    set.box(set.picture(3), cat, 303, 300, 60, 61);
    set.box(set.picture(3), set.classOf("dog"), 300.5, 300, 60, 60);

    Issue issue = set.findsOnly(IssueCode.BOXES_OVERLAP);

    assertThat(issue.examples())
        .containsExactly(new Example("03.png", "121", "intersection over union 0.967 with 120"));
  }

  @Test
  void aSampleOfTooManyBoxesIsNotedAsUnchecked() {
    for (int i = 0; i < 500; i++) {
      set.box(set.picture(3), cat, 100 + i * 0.001, 300, 40, 40);
    }

    Issue issue = set.findsAmong(IssueCode.BOXES_UNCHECKED);

    assertThat(issue.examples()).containsExactly(new Example("03.png", "", "502 boxes"));
    assertThat(set.validate().issues())
        .extracting(Issue::code)
        .doesNotContain(IssueCode.BOXES_OVERLAP.name());
  }

  @Test
  void aBoxFarLargerThanOthersOfItsClass() {
    set.box(set.picture(3), cat, 10, 10, 600, 450);

    Issue issue = set.findsOnly(IssueCode.BOX_FAR_FROM_CLASS_MEAN);

    assertThat(issue.count()).isEqualTo(1);
    assertThat(issue.examples().getFirst().path()).isEqualTo("03.png");
    assertThat(issue.examples().getFirst().annotation()).isEqualTo("120");
    assertThat(issue.examples().getFirst().detail())
        .contains("cat: ", "area 270000.000, others about ", "width 600.000, others about ");
  }

  @Test
  void aBoxFarLargerThanOthersOfItsAttribute() {
    UUID bird = set.labelClass("bird");
    for (int i = 0; i < DrawnSet.PICTURES; i++) {
      boolean isChick = i % 2 == 0;
      double size = (isChick ? 20 : 200) + i % 20 * (isChick ? 0.5 : 5);
      set.box(
          set.picture(i),
          bird,
          new double[] {300, 100, i == 30 ? 210 : size, i == 30 ? 210 : size + i % 7},
          Map.of("age", isChick ? "chick" : "adult"));
    }

    Issue issue = set.findsAmong(IssueCode.BOX_FAR_FROM_ATTRIBUTE_MEAN);

    assertThat(issue.count()).isEqualTo(1);
    assertThat(issue.examples().getFirst().annotation()).isEqualTo("150");
    assertThat(issue.examples().getFirst().detail())
        .startsWith("bird, age = chick: area 44100.000, others about ");
    assertThat(set.validate().issues())
        .extracting(Issue::code)
        .doesNotContain(IssueCode.BOX_FAR_FROM_CLASS_MEAN.name());
  }

  @Test
  void aClassOfNearlyOneSize() {
    UUID bird = set.labelClass("bird");
    for (int i = 0; i < DrawnSet.PICTURES; i++) {
      set.box(set.picture(i), bird, 300, 100, i % 6 == 0 ? 100 : 20, 20 + i % 20);
    }

    Issue issue = set.findsOnly(IssueCode.CLASS_BOXES_UNEVEN);

    assertThat(issue.share()).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(issue.examples()).containsExactly(new Example("", "", "bird: width of 50 of 60"));
  }

  @Test
  void anAttributeValueOfNearlyOneSize() {
    UUID bird = set.labelClass("bird");
    for (int i = 0; i < 2 * DrawnSet.PICTURES; i++) {
      boolean isChick = i % 2 == 0;
      double width = isChick ? (i % 12 == 0 ? 100 : 20) : 20 + i % 60;
      set.box(
          set.picture(i / 2),
          bird,
          new double[] {isChick ? 300 : 450, 100, width, 20 + i % 20},
          Map.of("age", isChick ? "chick" : "adult"));
    }

    Issue issue = set.findsOnly(IssueCode.ATTRIBUTE_BOXES_UNEVEN);

    assertThat(issue.share()).isEqualTo(0.5);
    assertThat(issue.examples())
        .containsExactly(new Example("", "", "bird, age = chick: width of 50 of 60"));
  }
}
