package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Issue;
import io.granary.domain.Issue.Example;
import io.granary.domain.IssueCode;
import io.granary.testing.TestStack;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What validation finds of attributes; each test draws birds, which alone have some. */
final class AttributeChecksTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private final DrawnSet set = DrawnSet.clean(STACK);

  @Test
  void attributesThatAllHave() {
    birds(i -> Map.of("pose", i % 2 == 0 ? "sits" : "flies", "number", i));

    set.finds();
  }

  @Test
  void anAttributeThatOneLacks() {
    birds(i -> i == 5 ? Map.of() : Map.of("pose", i % 2 == 0 ? "sits" : "flies"));

    Issue issue = set.findsOnly(IssueCode.ATTRIBUTE_MISSING);

    assertThat(issue.examples()).containsExactly(new Example("05.png", "125", "pose"));
  }

  @Test
  void anAttributeThatHardlyAnyHave() {
    UUID bird = birds(i -> i == 5 ? Map.of("typo", "x") : Map.of());
    set.boxOnEach(bird, 300);

    Issue issue = set.findsOnly(IssueCode.ATTRIBUTE_RARE);

    assertThat(issue.share()).isEqualTo(1.0);
    assertThat(issue.examples()).containsExactly(new Example("", "", "bird: typo on 1 of 120"));
  }

  @Test
  void anAttributeWithoutAnyValue() {
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("note", null);
    birds(_ -> nothing);

    Issue issue = set.findsOnly(IssueCode.ATTRIBUTE_EMPTY);

    assertThat(issue.examples()).containsExactly(new Example("", "", "bird: note"));
  }

  @Test
  void anAttributeOfOneValue() {
    birds(_ -> Map.of("occluded", false));

    Issue issue = set.findsOnly(IssueCode.ATTRIBUTE_ONE_VALUE);

    assertThat(issue.examples()).containsExactly(new Example("", "", "bird: occluded = false"));
  }

  @Test
  void aValueThatIsRare() {
    birds(i -> Map.of("pose", i % 10 == 0 ? "sits" : "flies"));

    Issue issue = set.findsOnly(IssueCode.ATTRIBUTE_VALUE_RARE);

    assertThat(issue.share()).isEqualTo(0.5);
    assertThat(issue.examples())
        .containsExactly(new Example("", "", "bird: pose = sits on 6 annotations"));
  }

  @Test
  void valuesThatAreImbalanced() {
    birds(i -> Map.of("pose", i == 0 ? "sits" : "flies"));

    Issue issue =
        set.finds(IssueCode.ATTRIBUTE_VALUE_RARE, IssueCode.ATTRIBUTE_IMBALANCED).getLast();

    assertThat(issue.examples())
        .containsExactly(
            new Example(
                "", "", "bird: pose = sits on 1 annotations, the most frequent value on 59"));
  }

  private UUID birds(IntFunction<Map<String, ?>> attributes) {
    UUID bird = set.labelClass("bird");
    for (int i = 0; i < DrawnSet.PICTURES; i++) {
      set.box(
          set.picture(i),
          bird,
          new double[] {400, 10, 20 + 3 * (i % 20), 30 + 2 * (i * 7 % 20)},
          attributes.apply(i));
    }
    return bird;
  }
}
