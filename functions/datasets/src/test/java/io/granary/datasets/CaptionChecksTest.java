package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.granary.domain.Issue;
import io.granary.domain.Issue.Example;
import io.granary.domain.IssueCode;
import io.granary.testing.TestStack;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What validation finds of captions; each test puts one on every picture. */
final class CaptionChecksTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private final DrawnSet set = DrawnSet.clean(STACK);

  @Test
  void captionsThatNothingIsWrongWith() {
    captions(CaptionChecksTest::free);

    set.finds();
  }

  @Test
  void anEmptyCaption() {
    captions(i -> i == 5 ? " \n" : free(i));

    Issue issue = set.findsOnly(IssueCode.CAPTION_EMPTY);

    assertThat(issue.share()).isCloseTo(1.0 / 60, within(1e-9));
    assertThat(issue.examples()).containsExactly(new Example("05.png", "125", ""));
  }

  @Test
  void aCaptionThatComesAgain() {
    captions(i -> free(i == 5 ? 4 : i));

    Issue issue = set.findsOnly(IssueCode.CAPTION_REPEATED);

    assertThat(issue.count()).isEqualTo(1);
    assertThat(issue.examples().getFirst().detail()).isEqualTo(free(4));
  }

  @Test
  void aCaptionWithALink() {
    captions(i -> i == 5 ? "5 from https://a.example" : free(i));

    Issue issue = set.findsOnly(IssueCode.CAPTION_WITH_LINK);

    assertThat(issue.examples())
        .containsExactly(new Example("05.png", "125", "5 from https://a.example"));
  }

  @Test
  void captionsOfAFixedSet() {
    captions(i -> i == 5 ? "a third one" : i % 2 == 0 ? "one" : "another");

    Issue issue = set.findsOnly(IssueCode.CAPTION_FEW_SAMPLES);

    assertThat(issue.share()).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(issue.examples()).containsExactly(new Example("", "", "1 times a third one"));
  }

  @Test
  void captionsThatAreImbalanced() {
    captions(i -> i == 5 ? "rare" : "same");

    Issue issue =
        set.finds(IssueCode.CAPTIONS_IMBALANCED, IssueCode.CAPTION_FEW_SAMPLES).getFirst();

    assertThat(issue.code()).isEqualTo("CAPTION_FEW_SAMPLES");
    assertThat(set.findsAmong(IssueCode.CAPTIONS_IMBALANCED).examples())
        .containsExactly(new Example("", "", "1 times, the most frequent 59: rare"));
  }

  @Test
  void numbersThatAreUneven() {
    captions(i -> i % 6 == 0 ? "1%02d".formatted(i) : Double.toString(i * 0.01));

    Issue issue = set.findsAmong(IssueCode.CAPTIONS_UNEVEN);

    assertThat(issue.examples())
        .containsExactly(new Example("", "", "50 of 60 in one of the bins"));
  }

  @Test
  void aNumberFarFromTheMean() {
    captions(i -> i == 5 ? "1000.5" : Integer.toString(i));

    Issue far = set.findsAmong(IssueCode.CAPTION_FAR_FROM_MEAN);
    Issue outlier = set.findsAmong(IssueCode.CAPTION_OUTLIER);

    assertThat(far.examples())
        .containsExactly(new Example("05.png", "125", "1000.5, the mean is 46.092"));
    assertThat(outlier.examples())
        .containsExactly(new Example("05.png", "125", "1000.5, the middle half is 15.75 to 45.25"));
  }

  @Test
  void aCaptionFarLongerThanOthers() {
    captions(i -> free(i) + (i == 5 ? " and more".repeat(20) : ""));

    assertThat(set.findsAmong(IssueCode.CAPTION_OUTLIER).examples())
        .extracting(Example::path)
        .containsExactly("05.png");
  }

  private void captions(IntFunction<String> text) {
    for (int i = 0; i < DrawnSet.PICTURES; i++) {
      set.caption(set.picture(i), text.apply(i));
    }
  }

  /** A text that no other picture has, of one of many lengths. */
  private static String free(int i) {
    return "%02d animals %s".formatted(i, "x".repeat(i % 20));
  }
}
