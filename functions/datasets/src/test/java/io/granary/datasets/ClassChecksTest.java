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

/** What validation finds of classes; each test spoils a clean dataset in one way. */
final class ClassChecksTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private final DrawnSet set = DrawnSet.clean(STACK);

  @Test
  void annotationsAndNoClass() {
    set.execute("update annotations set class_id = null where dataset_id = ?");
    set.execute("delete from classes where dataset_id = ?");

    assertThat(set.findsOnly(IssueCode.CLASSES_MISSING).severity()).isEqualTo(Issue.Severity.ERROR);
  }

  @Test
  void anAnnotationWithoutClass() {
    set.annotate(
        set.picture(3), null, "bbox", new double[] {300, 300, 20, 20}, Map.of("x", 1), Map.of());

    Issue issue = set.findsOnly(IssueCode.ANNOTATION_WITHOUT_CLASS);

    assertThat(issue.share()).isCloseTo(1.0 / 121, within(1e-9));
    assertThat(issue.examples()).containsExactly(new Example("03.png", "120", "bbox"));
  }

  @Test
  void anAnnotationOfAClassThatIsNotDeclared() {
    UUID none = new UUID(1, 2);
    set.box(set.picture(3), none, 300, 300, 20, 20);

    Issue issue = set.findsOnly(IssueCode.UNKNOWN_CLASS);

    assertThat(issue.examples()).containsExactly(new Example("03.png", "120", "class " + none));
  }

  @Test
  void anAnnotationOfASampleThatIsNotThere() {
    UUID none = new UUID(1, 2);
    set.box(none, set.classOf("cat"), 300, 300, 30, 40);

    Issue issue = set.findsOnly(IssueCode.UNKNOWN_IMAGE);

    assertThat(issue.examples()).containsExactly(new Example("", "120", "sample " + none));
  }

  @Test
  void aClassThatIsNeverUsed() {
    set.labelClass("bird");

    Issue issue = set.findsOnly(IssueCode.CLASS_UNUSED);

    assertThat(issue.count()).isEqualTo(1);
    assertThat(issue.share()).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(issue.examples()).containsExactly(new Example("", "", "bird"));
  }

  @Test
  void aClassOnFewSamples() {
    UUID bird = set.labelClass("bird");
    for (int i = 0; i < 9; i++) {
      set.box(set.picture(36 + i), bird, 400, 10, 20 + i, 30);
    }

    Issue issue = set.findsOnly(IssueCode.CLASS_FEW_SAMPLES);

    assertThat(issue.examples()).containsExactly(new Example("", "", "bird: 9 samples"));
  }

  @Test
  void namesThatAreAlike() {
    set.boxOnEach(set.labelClass(" Cat"), 400);

    Issue issue = set.findsOnly(IssueCode.CLASS_NAMES_ALIKE);

    assertThat(issue.examples()).containsExactly(new Example("", "", "cat beside  Cat"));
  }

  @Test
  void onlyOneClass() {
    UUID dog = set.classOf("dog");
    set.execute("delete from annotations where class_id = '%s' and dataset_id = ?".formatted(dog));
    set.execute("delete from classes where name = 'dog' and dataset_id = ?");

    Issue issue = set.findsOnly(IssueCode.ONLY_ONE_CLASS);

    assertThat(issue.examples()).containsExactly(new Example("", "", "cat"));
  }

  @Test
  void classesThatAreImbalanced() {
    UUID bird = set.labelClass("bird");
    set.box(set.picture(3), bird, 300, 300, 20, 20);

    Issue issue = set.findsAmong(IssueCode.CLASSES_IMBALANCED);

    assertThat(issue.examples())
        .containsExactly(new Example("", "", "bird: 1 annotations, the most frequent has 60"));
  }

  @Test
  void severalClassesOnASampleOfAClassificationSet() {
    DrawnSet labels = DrawnSet.blank(STACK);
    UUID cat = labels.labelClass("cat");
    UUID dog = labels.labelClass("dog");
    for (int i = 0; i < DrawnSet.PICTURES; i++) {
      labels.label(labels.picture(i), i % 2 == 0 ? cat : dog);
    }
    labels.label(labels.picture(8), dog);

    Issue issue = labels.findsOnly(IssueCode.SAMPLE_OF_SEVERAL_CLASSES);

    assertThat(issue.examples()).containsExactly(new Example("08.png", "", "cat, dog"));
  }
}
