package io.granary.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import io.granary.api.Deployed;
import io.granary.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;

/**
 * An installation's templates, made as {@code cdk synth} makes them, with both packs of cdk-nag
 * looking on. A package is an empty file here: what is in it is tested where it is made.
 *
 * @param templates by the part of the installation, such as {@code stores}
 * @param folder where the assembly is
 */
record Synthesized(Map<String, JsonNode> templates, Path folder) {
  private static final Path TARGET =
      Path.of(System.getProperty("granary.root"), "infra/cdk/target");
  private static final Map<String, String> CONTEXT = Map.of("adminEmail", "admin@example.com");

  private static final class Default {
    static final Synthesized VALUE = of("default", Map.of());
  }

  /** What {@code cdk.json} gives, of everything that is deployed. */
  static Synthesized byDefault() {
    return Default.VALUE;
  }

  /** An installation that differs from the usual one in some values of its context. */
  static Synthesized of(String name, Map<String, String> context) {
    return of(name, context, real());
  }

  static Synthesized of(String name, Map<String, String> context, List<Deployed> functions) {
    try {
      Path folder = Files.createDirectories(TARGET.resolve("synthesized/" + name));
      Path stub = TARGET.resolve("synthesized/stub.zip");
      Files.write(stub, new byte[0]);
      App app = new App(AppProps.builder().outdir(folder.toString()).build());
      Map<String, String> values = new LinkedHashMap<>(CONTEXT);
      values.putAll(context);
      Stacks.make(app, Installation.of(values), _ -> stub, functions);
      Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
      Aspects.of(app).add(ServerlessChecks.Builder.create().build());
      app.synth();
      return new Synthesized(read(folder), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All functions but those that tests have made. */
  static List<Deployed> real() {
    return Deployed.all().stream().filter(f -> !f.name().startsWith("scratch-")).toList();
  }

  private static Map<String, JsonNode> read(Path folder) throws IOException {
    Map<String, JsonNode> templates = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(f -> f.toString().endsWith(".template.json")).sorted().toList()) {
        String stack = file.getFileName().toString().replace(".template.json", "");
        templates.put(stack.substring(stack.indexOf('-') + 1), Json.tree(Files.readString(file)));
      }
    }
    return templates;
  }

  JsonNode template(String part) {
    return Objects.requireNonNull(templates.get(part), part);
  }

  /** Resources of a type in one stack, by their logical ids. */
  Map<String, JsonNode> resources(String part, String type) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    template(part)
        .get("Resources")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().get("Type").asText().equals(type)) {
                found.put(entry.getKey(), entry.getValue());
              }
            });
    return found;
  }

  /** Resources of a type in all stacks. */
  List<JsonNode> resources(String type) {
    return templates.keySet().stream()
        .flatMap(part -> resources(part, type).values().stream())
        .toList();
  }

  /** Lines of cdk-nag's reports that say a rule is broken without a reason. */
  List<String> findings() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith("-NagReport.csv"))
          .flatMap(Synthesized::lines)
          .filter(line -> line.contains("\"Non-Compliant\"") || line.contains("\"UNKNOWN\""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
