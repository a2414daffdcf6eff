package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.AtOnce;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the operations that run as jobs have in common; nobody waits for them here. */
final class JobOperationsTest {
  @RegisterExtension
  static final TestStack STACK = FileShop.stack(Map.of("granary.jobs.patience", "0s"));

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final UUID model = FileShop.model(STACK, owner);
  private final String path = "/api/models/" + model;

  private Answer stats(String query) {
    return STACK.as(owner).get(path + "/bq-tables/products/stats" + query);
  }

  private Answer joins(Object body) {
    return STACK.as(owner).post(path + "/detect-joins", body);
  }

  private static String job(Answer answer) {
    return answer.json().path("job_id").asText();
  }

  private static String metadata(Answer answer) {
    return Ask.of(STACK).text("select metadata::text from jobs where id = ?::uuid", job(answer));
  }

  private static String state(Answer answer) {
    return Ask.of(STACK)
        .text("select kind || ' ' || status from jobs where id = ?::uuid", job(answer));
  }

  @Test
  void whatTakesLongerIsAJob() {
    Answer answer = stats("?columns=price,name");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("status_url").asText()).isEqualTo("/api/jobs/" + job(answer));
    assertThat(state(answer)).isEqualTo("column_stats pending");
    assertThat(metadata(answer))
        .isEqualTo(
            "{\"table\": \"products\", \"columns\": [\"name\", \"price\"], \"model_id\": \"%s\"}"
                .formatted(model));
    STACK.drain();
    assertThat(state(answer)).isEqualTo("column_stats completed");
  }

  @Test
  void whoAsksTheSameGetsTheSameJobUntilItHasEnded() {
    Answer first = joins(Map.of("tables", List.of("transactions", "products")));
    Answer second = joins(Map.of("tables", List.of("products", "transactions", "products")));
    Answer other = joins(Map.of("tables", List.of("products")));
    STACK.drain();
    Answer third = joins(Map.of("tables", List.of("transactions", "products")));

    assertThat(job(second)).isEqualTo(job(first));
    assertThat(job(other)).isNotEqualTo(job(first));
    assertThat(third.status()).as("nobody waits").isEqualTo(202);
    assertThat(job(third)).isNotEqualTo(job(first));
    assertThat(job(stats("?columns=price&columns=name")))
        .isEqualTo(job(stats("?columns=name,price,NAME")));
    assertThat(job(stats(""))).isNotEqualTo(job(stats("?columns=name,price")));
  }

  @Test
  void somebodyElseGetsAJobOfTheirOwn() {
    User admin = STACK.admin("root");

    Answer own = joins("{}");
    Answer others = STACK.as(admin).post(path + "/detect-joins", "{}");

    assertThat(job(others)).isNotEqualTo(job(own));
  }

  @Test
  void ofManyWhoAskAtOnceOneBegins() {
    List<Answer> answers = AtOnce.call(16, _ -> joins("{}"));

    assertThat(answers).allMatch(answer -> answer.status() == 202);
    assertThat(answers.stream().map(JobOperationsTest::job).distinct()).hasSize(1);
  }

  @Test
  void whatIsNotThereIsNamedBeforeAJobBegins() {
    String columns =
        String.join("&", IntStream.range(0, 201).mapToObj(i -> "columns=" + i).toList());

    assertThat(STACK.as(owner).get(path + "/bq-tables/nothing/stats").status()).isEqualTo(404);
    Answer unknown = stats("?columns=price,colour");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.json().at("/errors/0/message").asText())
        .isEqualTo("'colour' is no column of the table");
    assertThat(stats("?" + columns).json().at("/errors/0/pointer").asText()).isEqualTo("?columns");
    Answer tables = joins(Map.of("tables", List.of("products", "nothing", "Products")));
    assertThat(tables.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(tables.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/tables/1", "/tables/2");
    assertThat(joins(Map.of("tables", List.of())).code()).isEqualTo("VALIDATION_FAILED");
    assertThat(Ask.of(STACK).count("select count(*) from jobs where created_by = ?", owner.id()))
        .isZero();
  }
}
