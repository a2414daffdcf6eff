package io.granary.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Deployed;
import io.granary.openapi.Generator;
import io.granary.openapi.OperationsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operation is one class: {@code ScratchNoteFunction}, which nothing here or elsewhere names.
 */
final class ScratchOperationTest {
  private static final Path ROOT = Path.of(System.getProperty("granary.root"));
  private static final String NAME = "scratch-note";

  private static final Synthesized SYNTHESIZED =
      Synthesized.of("scratch", Map.of(), Deployed.all());

  @Test
  void itHasARouteAndAFunctionOfItsOwn() {
    assertThat(SYNTHESIZED.resources("jobs", "AWS::ApiGatewayV2::Route").values())
        .extracting(route -> route.get("Properties").get("RouteKey").asText())
        .contains("GET /api/scratch-notes");
    JsonNode function =
        SYNTHESIZED.resources("jobs", "AWS::Lambda::Function").values().stream()
            .map(resource -> resource.get("Properties"))
            .filter(properties -> properties.get("FunctionName").asText().endsWith(NAME))
            .findFirst()
            .orElseThrow();
    assertThat(function.get("MemorySize").asInt()).isEqualTo(1500);
    assertThat(function.get("Timeout").asInt()).isEqualTo(20);
    assertThat(function.at("/Environment/Variables/GRANARY_FUNCTION").asText()).isEqualTo(NAME);
  }

  @Test
  void itsRoleMayWhatItsClassSays() {
    String role = String.valueOf(Policies.of(SYNTHESIZED).ofFunction("jobs", NAME));
    assertThat(role)
        .contains("/thumbnails/*", "sqs:granary-image", "note#*", "rate#*", "/answers/*")
        .doesNotContain("s3:DeleteObject", "/raw/", "sts:", "events:");
  }

  @Test
  void itIsInTheDescriptionOfTheApi(@TempDir Path sources) throws IOException {
    for (String folder : List.of("shared", "functions")) {
      copy(ROOT.resolve(folder), sources.resolve(folder));
    }
    copy(ROOT.resolve("infra/cdk/src/test"), sources.resolve("functions/scratch/src/main"));
    Path document = sources.resolve("openapi.yml");
    Generator.main(new String[] {sources.toString(), "0.1.0", document.toString()});
    assertThat(Files.readString(document))
        .contains(
            "/api/scratch-notes:", "operationId: \"%s\"".formatted(NAME), "Gives a note back.");
  }

  /** The documentation comments are read from sources, as the build reads them. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  @Test
  void itHasARowInTheTable() {
    List<Deployed> one = Deployed.all().stream().filter(f -> f.name().equals(NAME)).toList();
    assertThat(OperationsTable.of(one))
        .endsWith("| scratch-note | GET /api/scratch-notes | `jobs/…/ScratchNoteFunction` | – |\n");
  }
}
