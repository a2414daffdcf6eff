package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.TestStack;
import io.micronaut.context.annotation.ConfigurationReader;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table of settings in {@code infra/README.md} has those that the code reads. */
final class SettingsTableTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Path TABLE = Path.of(System.getProperty("granary.root"), "infra/README.md");

  /** Read before there is any bean, see {@code SelectedFunction}. */
  private static final List<String> FUNCTION =
      List.of("`granary.function`", "`GRANARY_FUNCTION`", "text", "all");

  @Test
  void theTableHasEverySettingWithVariableTypeAndDefault() throws IOException {
    Map<String, List<String>> told = new TreeMap<>();
    for (List<String> row : rows()) {
      told.put(row.getFirst(), row.subList(0, 4));
    }

    assertThat(told).isEqualTo(settings());
  }

  @Test
  void everySettingIsExplained() throws IOException {
    assertThat(rows()).isNotEmpty();
    for (List<String> row : rows()) {
      assertThat(row).as(row.getFirst()).hasSize(6).doesNotContain("");
    }
  }

  private static Map<String, List<String>> settings() {
    Map<String, List<String>> settings = new TreeMap<>();
    settings.put(FUNCTION.getFirst(), FUNCTION);
    for (BeanDefinition<?> bean : STACK.context().getAllBeanDefinitions()) {
      if (bean.getBeanType().getPackageName().startsWith("io.granary.")
          && bean.hasStereotype(ConfigurationReader.class)) {
        String prefix = bean.stringValue(ConfigurationReader.class, "prefix").orElseThrow();
        for (Argument<?> part : bean.getConstructor().getArguments()) {
          List<String> row = row(prefix + "." + hyphenated(part.getName()), part);
          settings.put(row.getFirst(), row);
        }
      }
    }
    return settings;
  }

  private static List<String> row(String name, Argument<?> part) {
    String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    String standard =
        part.getAnnotationMetadata()
            .stringValue(Bindable.class, "defaultValue")
            .map(value -> value.isEmpty() ? "empty" : "`" + value + "`")
            .orElse(part.isNullable() ? "none" : "required");
    return List.of("`" + name + "`", "`" + variable + "`", type(part.getType()), standard);
  }

  private static String hyphenated(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static String type(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(value -> "`" + value.toString().toLowerCase(Locale.ROOT) + "`")
          .collect(Collectors.joining(", "));
    }
    return Map.<Class<?>, String>of(
            String.class, "text",
            int.class, "number",
            long.class, "number",
            BigDecimal.class, "number",
            boolean.class, "`true`, `false`",
            URI.class, "URL",
            Duration.class, "duration")
        .get(type);
  }

  /** The cells of the section "Settings". */
  private static List<List<String>> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .dropWhile(line -> !line.equals("## Settings"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `granary."))
        .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
        .toList();
  }
}
