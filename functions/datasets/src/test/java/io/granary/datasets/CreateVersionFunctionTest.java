package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.AtOnce;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CreateVersionFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final String SPLIT = ", \"split\": {\"strategy\": \"time\", \"eval_days\": 7}";

  @Test
  void aVersionHasAllThatItsRowsFollowFrom() {
    VersionedSet set = VersionedSet.make(STACK, SPLIT);
    set.set(STACK, "row_count = 42");
    LocalDate before = LocalDate.now(ZoneOffset.UTC);

    Answer made = STACK.as(set.owner()).post(set.versions(), "{\"note\": \"first\"}");

    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.headers()).containsEntry("location", set.versions() + "/1");
    JsonNode version = made.json();
    assertThat(version.path("version").asInt()).isEqualTo(1);
    assertThat(version.path("note").asText()).isEqualTo("first");
    assertThat(version.path("protected").asBoolean()).isFalse();
    assertThat(version.path("digest").asText()).matches("[0-9a-f]{64}");
    assertThat(version.path("sample_count").asInt()).isEqualTo(42);
    assertThat(version.path("created_by").asText()).isEqualTo(set.owner().id().toString());
    assertThat(LocalDate.parse(version.path("as_of").asText()))
        .isBetween(before, LocalDate.now(ZoneOffset.UTC));
    assertThat(version.path("definition").path("as_of")).isEqualTo(version.path("as_of"));
    assertThat(version.path("tables").findValuesAsText("name"))
        .contains("orders", "customers", "amount");
    for (String dialect : List.of("bigquery", "duckdb")) {
      for (String part : List.of("full", "train", "eval")) {
        assertThat(version.path("sql").path(dialect).path(part).asText())
            .as(dialect + " " + part)
            .startsWith("WITH source AS (")
            .doesNotContainIgnoringCase("current_date");
      }
    }
    JsonNode dataset = STACK.as(set.owner()).get(set.path()).json();
    assertThat(dataset.path("versions")).hasSize(1);
    assertThat(dataset.path("versions").get(0).path("digest")).isEqualTo(version.path("digest"));
    assertThat(STACK.as(set.owner()).get(set.path() + "/audit").body()).contains("version_created");
  }

  @Test
  void whatIsEqualHasOneDigestAndWhatDiffersAnother() {
    VersionedSet set = VersionedSet.make(STACK, SPLIT);

    String first = set.freeze(STACK, "{\"as_of\": \"2026-01-01\"}").path("digest").asText();
    String same = set.freeze(STACK, "{\"as_of\": \"2026-01-01\"}").path("digest").asText();
    String later = set.freeze(STACK, "{\"as_of\": \"2026-01-02\"}").path("digest").asText();
    set.set(STACK, "definition = jsonb_set(definition, '{split,eval_days}', '8')");
    String edited = set.freeze(STACK, "{\"as_of\": \"2026-01-01\"}").path("digest").asText();

    assertThat(same).isEqualTo(first);
    assertThat(List.of(first, later, edited)).doesNotHaveDuplicates();
  }

  @Test
  void theDayOfTheDefinitionIsKeptAndRowsOfAnotherDayAreNotClaimed() {
    VersionedSet set = VersionedSet.make(STACK, ", \"as_of\": \"2026-05-01\"");
    set.set(STACK, "row_count = 7");

    JsonNode usual = set.freeze(STACK, "");
    JsonNode other = set.freeze(STACK, "{\"as_of\": \"2026-05-02\"}");

    assertThat(usual.path("as_of").asText()).isEqualTo("2026-05-01");
    assertThat(usual.path("sample_count").asInt()).isEqualTo(7);
    assertThat(other.path("sample_count").asInt()).isZero();
  }

  @Test
  void sixtyFourAtOnceGetTheNumbersFromOneOnWithoutGaps() {
    VersionedSet set = VersionedSet.make(STACK, "");
    ApiClient client = STACK.as(set.owner());

    List<Answer> answers = AtOnce.call(64, i -> client.post(set.versions(), "{}"));

    assertThat(answers.stream().map(answer -> answer.json().path("version").asInt()).sorted())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 64).boxed().toList());
    JsonNode last = client.get(set.path()).json().path("versions");
    assertThat(last.findValuesAsText("version"))
        .containsExactly("64", "63", "62", "61", "60", "59", "58", "57", "56", "55");
  }

  @Test
  void aFileSetHasNoneYetAndADayMustBeOne() {
    User owner = STACK.user("ann");
    SampleDataset files = SampleDataset.make(STACK, owner, "files", 1);
    VersionedSet set = VersionedSet.make(STACK, "");

    Answer wrong = STACK.as(owner).post("/api/datasets/%s/versions".formatted(files.id()), "{}");
    Answer bad =
        STACK.as(set.owner()).post(set.versions(), "{\"as_of\": \"yesterday\", \"label\": \"x\"}");
    Answer early = STACK.as(set.owner()).post(set.versions(), "{\"as_of\": \"0999-01-01\"}");

    assertThat(wrong.status()).isEqualTo(409);
    assertThat(wrong.code()).isEqualTo("WRONG_KIND");
    assertThat(bad.json().path("errors").findValuesAsText("pointer")).contains("/as_of", "/label");
    assertThat(early.json().path("errors").findValuesAsText("pointer")).containsExactly("/as_of");
  }

  @Test
  void anEditorMayAndAViewerMayNot() {
    VersionedSet set = VersionedSet.make(STACK, "");
    User viewer = STACK.user("viewer");
    User editor = STACK.user("editor");
    set.definition().share(STACK, viewer, "viewer");
    set.definition().share(STACK, editor, "editor");

    assertThat(STACK.as(viewer).post(set.versions(), "{}").status()).isEqualTo(403);
    assertThat(STACK.as(editor).post(set.versions(), "{}").status()).isEqualTo(201);
    assertThat(STACK.signedIn("stranger").post(set.versions(), "{}").status()).isEqualTo(404);
  }
}
