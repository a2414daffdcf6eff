package io.granary.local.model;

import io.granary.testing.TestStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Random sequences of what people do with datasets: bring them in, add, share, delete, restore,
 * remove for good, and make new ones of backups. How many is {@code granary.model.runs}.
 */
final class DatasetModelTest {
  /** Nobody waits: messages are taken when a step asks for it. */
  private static final TestStack STACK = new TestStack(Map.of("granary.jobs.patience", "0s"));

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeContainer
  static void start() throws IOException {
    STACK.open(DatasetModelTest.class);
  }

  @AfterContainer
  static void stop() throws IOException {
    STACK.close();
    HTTP.close();
  }

  @Provide
  Arbitrary<List<Step>> sequences() {
    var number = Arbitraries.integers().between(0, 999);
    return Combinators.combine(number, number, Arbitraries.integers().between(1, 4))
        .as(Step::new)
        .list()
        .ofMinSize(6)
        .ofMaxSize(10);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void afterEveryStepThereIsWhatMustBeThere(@ForAll("sequences") List<Step> steps) {
    var run = new ModelRun(STACK, HTTP);
    steps.forEach(run::take);
  }
}
