package io.granary.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.AtOnce;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SetWarehouseProjectsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final String PATH = "/api/warehouse-projects";
  private static final String NONE = "{\"projects\":[]}";

  private final ApiClient admin = STACK.as(STACK.admin("a" + Long.toString(System.nanoTime(), 36)));

  @BeforeEach
  void clear() {
    assertThat(admin.put(PATH, NONE).body()).isEqualTo(NONE);
  }

  private static Map<String, Object> project(String id, String... usernames) {
    return Map.of("project", id, "usernames", List.of(usernames));
  }

  private Answer set(Object... projects) {
    return admin.put(PATH, Map.of("projects", List.of(projects)));
  }

  private static List<String> pointers(Answer answer) {
    return answer.json().path("errors").findValuesAsText("pointer");
  }

  @Test
  void projectsTakeThePlaceOfThoseBefore() {
    STACK.user("ann");
    set(project("acme-old", "ann"), project("acme-data"));

    Answer answer = set(project("beta-data"), project("acme-data", "ann"));

    assertThat(answer.status()).isEqualTo(200);
    JsonNode listed = admin.get(PATH).json();
    assertThat(listed)
        .hasToString(
            "{\"projects\":[{\"project\":\"acme-data\",\"usernames\":[\"ann\"]},"
                + "{\"project\":\"beta-data\",\"usernames\":[]}]}");
    assertThat(answer.json()).isEqualTo(listed);
    assertThat(admin.put(PATH, listed.toString()).json()).as("sent back").isEqualTo(listed);
  }

  @Test
  void everythingThatIsWrongIsNamedAndNothingChanges() {
    STACK.user("bea");
    set(project("acme-data", "bea"));

    Answer ids = set(project("Acme"), project("x"), project("acme-data"));
    Answer others = set(project("acme-data", "bea", "nobody"), project("acme-data", "gone"));
    Answer missing = admin.put(PATH, "{}");

    assertThat(ids.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(pointers(ids)).containsExactly("/projects/0/project", "/projects/1/project");
    assertThat(others.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(pointers(others))
        .containsExactly(
            "/projects/0/usernames/1", "/projects/1/project", "/projects/1/usernames/0");
    assertThat(pointers(missing)).containsExactly("/projects");
    assertThat(admin.get(PATH).body())
        .isEqualTo("{\"projects\":[{\"project\":\"acme-data\",\"usernames\":[\"bea\"]}]}");
  }

  @Test
  void ofManyAtOnceOneStaysWhole() {
    List<Answer> answers =
        AtOnce.call(12, i -> set(project("first-" + i), project("second-" + i), project("same-1")));

    assertThat(answers).allMatch(answer -> answer.status() == 200);
    assertThat(Ask.of(STACK).count("select count(*) from warehouse_projects")).isEqualTo(3);
    assertThat(
            Ask.of(STACK)
                .count(
                    "select count(distinct right(project, 2)) from warehouse_projects"
                        + " where project <> 'same-1'"))
        .isEqualTo(1);
  }

  @Test
  void onlyAdminsMay() {
    ApiClient user = STACK.signedIn("u" + Long.toString(System.nanoTime(), 36));

    assertThat(user.put(PATH, NONE).status()).isEqualTo(403);
    assertThat(user.get(PATH).status()).isEqualTo(403);
    assertThat(STACK.anonymous().get(PATH).status()).isEqualTo(401);
  }
}
