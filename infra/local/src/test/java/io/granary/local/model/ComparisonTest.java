package io.granary.local.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.storage.ObjectKeys;
import io.granary.testing.TestStack;
import java.net.http.HttpClient;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The comparison sees what is wrong. */
final class ComparisonTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private final HttpClient http = HttpClient.newHttpClient();
  private Model model;
  private Person owner;
  private Comparison comparison;
  private ModelSet set;

  @BeforeEach
  void make() {
    model = new Model();
    owner = Person.make(STACK, http);
    Person friend = Person.make(STACK, http);
    new Actions(model, owner, friend).create(new Step(0, 0, 2));
    comparison = new Comparison(model, owner, friend);
    comparison.check();
    set = model.sets().getFirst();
  }

  @AfterEach
  void close() {
    http.close();
  }

  private void assertSeen(String what) {
    assertThatThrownBy(comparison::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(what);
  }

  @Test
  void anObjectThatIsGone() {
    STACK.objects().delete(new Removals(model, owner).objects(set.id).getFirst().key());

    assertSeen("objects of ants");
  }

  @Test
  void anObjectThatNoRowKnowsOf() {
    UUID user = owner.user().id();
    STACK.objects().replace(ObjectKeys.sample(user, set.id, set.id, "x"), new byte[1], "image/png");

    assertSeen("objects of ants");
  }

  @Test
  void aRowThatIsGone() {
    STACK
        .stack()
        .executeAsOwner("delete from annotations where dataset_id = '%s'".formatted(set.id));

    assertSeen("digest of ants");
  }

  @Test
  void aRowWithoutItsDataset() {
    UUID gone = UUID.randomUUID();
    STACK
        .stack()
        .executeAsOwner(
            """
            insert into annotations
              (dataset_id, id, sample_id, type, geometry, attributes, created_by, created_at)
            values ('%1$s', '%1$s', '%1$s', 'class', '{}', '{}', '%1$s', now())
            """
                .formatted(gone));

    assertSeen("rows without a dataset");
    STACK.stack().executeAsOwner("delete from annotations where dataset_id = '%s'".formatted(gone));
  }
}
