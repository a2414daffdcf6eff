package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.granary.domain.Issue;
import io.granary.domain.Issue.Example;
import io.granary.domain.Issue.Severity;
import io.granary.domain.IssueCode;
import io.granary.testing.TestStack;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What validation finds of splits; each test spoils a clean dataset in one way. */
final class SplitChecksTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private final DrawnSet set = DrawnSet.clean(STACK);
  private int drawn;

  @Test
  void theSameImageInTwoSplits() {
    set.change(set.picture(3), "sha256 = 'twin'");
    set.change(set.picture(50), "sha256 = 'twin'");

    Issue issue = set.findsOnly(IssueCode.SAMPLE_IN_SEVERAL_SPLITS);

    assertThat(issue.severity()).isEqualTo(Severity.ERROR);
    assertThat(issue.count()).isEqualTo(2);
    assertThat(issue.share()).isCloseTo(2.0 / 60, within(1e-9));
    assertThat(issue.examples())
        .containsExactly(
            new Example("03.png", "", "train of train, val"),
            new Example("50.png", "", "val of train, val"));
    assertThat(set.validate().passed()).isFalse();
  }

  @Test
  void noSplitAtAll() {
    set.execute("update samples set split = null where dataset_id = ?");

    assertThat(set.findsOnly(IssueCode.NO_SPLITS).severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void aSampleWithoutSplit() {
    set.change(set.picture(3), "split = null");

    Issue issue = set.findsOnly(IssueCode.SAMPLE_WITHOUT_SPLIT);

    assertThat(issue.examples()).containsExactly(new Example("03.png", "", ""));
  }

  @Test
  void aSplitOfFewSamples() {
    for (int i = 0; i < 9; i++) {
      set.change(set.picture(i), "split = 'test'");
    }

    Issue issue = set.findsOnly(IssueCode.SPLIT_SMALL);

    assertThat(issue.share()).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(issue.examples()).containsExactly(new Example("", "", "test: 9 of 60 samples"));
  }

  @Test
  void aClassThatTrainLacks() {
    boxes(set.labelClass("bird"), DrawnSet.IN_TRAIN, DrawnSet.IN_TRAIN + 12);

    Issue issue = set.findsOnly(IssueCode.CLASS_NOT_IN_TRAIN);

    assertThat(issue.severity()).isEqualTo(Severity.ERROR);
    assertThat(issue.share()).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(issue.examples()).containsExactly(new Example("", "", "bird: only in val"));
  }

  @Test
  void aClassThatAnotherSplitLacks() {
    boxes(set.labelClass("bird"), 0, 12);

    Issue issue = set.findsOnly(IssueCode.CLASS_MISSING_IN_SPLIT);

    assertThat(issue.examples()).containsExactly(new Example("", "", "bird: not in val"));
  }

  @Test
  void aSplitThatNobodyHasAnnotatedLacksNoClass() {
    for (int i = 0; i < 12; i++) {
      set.sample("test-%d.png".formatted(i), "test");
    }

    set.findsOnly(IssueCode.SAMPLE_WITHOUT_ANNOTATION);
  }

  @Test
  void aClassWhoseShareDiffers() {
    UUID bird = set.labelClass("bird");
    for (int i = 0; i < 3; i++) {
      boxes(bird, DrawnSet.IN_TRAIN, DrawnSet.PICTURES);
    }
    boxes(bird, 0, 2);

    Issue issue = set.findsAmong(IssueCode.CLASS_SHARE_DIFFERS);

    assertThat(issue.count()).isEqualTo(1);
    assertThat(issue.examples())
        .containsExactly(new Example("", "", "bird: 2 of 82 in train, 62 of 182 in all"));
  }

  /** Boxes that nothing else is wrong with, at places of their own. */
  private void boxes(UUID labelClass, int from, int to) {
    for (int i = from; i < to; i++) {
      set.box(set.picture(i), labelClass, 400 + drawn++, 10, 20 + 3 * (i % 20), 30 + i % 20);
    }
  }
}
