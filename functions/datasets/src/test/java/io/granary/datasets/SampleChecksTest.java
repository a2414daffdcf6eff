package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.granary.database.validation.Validation;
import io.granary.domain.Issue;
import io.granary.domain.Issue.Example;
import io.granary.domain.IssueCode;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What validation finds of files and images; each test spoils a clean dataset in one way. */
final class SampleChecksTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private final DrawnSet set = DrawnSet.clean(STACK);

  @Test
  void aCleanDatasetPasses() {
    Validation validation = set.validate();

    assertThat(validation.issues()).isEmpty();
    assertThat(validation.passed()).isTrue();
    assertThat(validation.datasetId()).isEqualTo(set.id);
  }

  @Test
  void aDatasetWithoutAnnotations() {
    set.execute("delete from annotations where dataset_id = ?");
    set.execute("delete from classes where dataset_id = ?");

    Issue issue = set.findsOnly(IssueCode.NO_ANNOTATIONS);

    assertThat(issue.count()).isEqualTo(1);
    assertThat(issue.share()).isEqualTo(1.0);
  }

  @Test
  void aSampleWithoutAnnotation() {
    set.sample("extra.png", "train");

    Issue issue = set.findsOnly(IssueCode.SAMPLE_WITHOUT_ANNOTATION);

    assertThat(issue.count()).isEqualTo(1);
    assertThat(issue.share()).isCloseTo(1.0 / 61, within(1e-9));
    assertThat(issue.severity()).isEqualTo(Issue.Severity.WARNING);
    assertThat(issue.examples()).containsExactly(new Example("extra.png", "", ""));
  }

  @Test
  void aSampleThatLacksAKindOfAnnotation() {
    for (int i = 1; i < DrawnSet.PICTURES; i++) {
      set.caption(set.picture(i), "%d things %s".formatted(i, "x".repeat(i % 20)));
    }

    Issue issue = set.findsOnly(IssueCode.ANNOTATION_TYPE_MISSING);

    assertThat(issue.examples()).containsExactly(new Example("00.png", "", "no caption"));
  }

  @Test
  void anEmptyFile() {
    set.change(set.picture(3), "size = 0");

    Issue issue = set.findsOnly(IssueCode.FILE_EMPTY);

    assertThat(issue.examples()).containsExactly(new Example("03.png", "", "0 bytes"));
  }

  @Test
  void anEmptyText() {
    set.change(set.picture(3), "characters = 0");
    set.change(set.picture(4), "characters = 7");

    Issue issue = set.findsOnly(IssueCode.TEXT_EMPTY);

    assertThat(issue.share()).isEqualTo(0.5);
    assertThat(issue.examples()).containsExactly(new Example("03.png", "", "1000 bytes"));
  }

  @Test
  void pathsThatDifferInCase() {
    set.change(set.picture(3), "path = 'A/x.png'");
    set.change(set.picture(4), "path = 'a/X.png'");

    Issue issue = set.findsOnly(IssueCode.PATH_CASE_CONFLICT);

    assertThat(issue.count()).isEqualTo(1);
    assertThat(issue.examples()).containsExactly(new Example("a/X.png", "", "beside A/x.png"));
  }

  @Test
  void aRareMediaType() {
    for (int i = 0; i < 50; i++) {
      set.box(set.sample("more-%02d.png".formatted(i), "train"), set.classOf("cat"), 1, 1, 30, 40);
    }
    set.change(set.picture(7), "media_type = 'image/gif'");

    Issue issue = set.findsAmong(IssueCode.MEDIA_TYPE_RARE);

    assertThat(issue.examples()).containsExactly(new Example("07.png", "", "image/gif"));
  }

  @Test
  void theSameBytesTwiceInASplit() {
    set.change(set.picture(3), "sha256 = 'twin'");
    set.change(set.picture(4), "sha256 = 'twin'");

    Issue issue = set.findsOnly(IssueCode.SAMPLE_DUPLICATE);

    assertThat(issue.count()).isEqualTo(1);
    assertThat(issue.examples()).containsExactly(new Example("04.png", "", "the same as 03.png"));
  }

  @Test
  void aTinyImage() {
    set.change(set.picture(3), "width = 9, height = 9");
    set.execute(
        "update annotations set x = 0, y = 0, width = 9, height = 9 where sample_id in"
            + " (select id from samples where dataset_id = ? and width = 9)");

    Issue issue = set.findsAmong(IssueCode.IMAGE_TINY);

    assertThat(issue.examples()).containsExactly(new Example("03.png", "", "9 x 9"));
  }

  @Test
  void anImageMuchLongerThanWide() {
    set.change(set.picture(3), "width = 640, height = 6401");

    Issue issue = set.findsAmong(IssueCode.IMAGE_ASPECT_EXTREME);

    assertThat(issue.examples()).containsExactly(new Example("03.png", "", "640 x 6401"));
  }

  @Test
  void anImageFarLargerThanOthers() {
    set.change(set.picture(3), "width = 6400, height = 4800");

    Issue issue = set.findsOnly(IssueCode.IMAGE_SIZE_OUTLIER);

    assertThat(issue.count()).isEqualTo(1);
    assertThat(issue.examples().getFirst().detail()).startsWith("6400 x 4800, others about 576");
  }

  @Test
  void anImageThatIsStoredTurned() {
    set.change(set.picture(3), "orientation = 6");

    Issue issue = set.findsOnly(IssueCode.IMAGE_TURNED);

    assertThat(issue.examples()).containsExactly(new Example("03.png", "", "orientation 6"));
  }
}
