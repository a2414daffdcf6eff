package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.validation.Check;
import io.granary.database.validation.Checks;
import io.granary.database.validation.Threshold;
import io.granary.domain.IssueCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README says what validation looks for, from where on, and what Datumaro calls it. */
final class ValidationReadmeTest {
  private static final int DATUMARO_KINDS = 29;

  @Test
  void everyCheckIsThere() throws IOException {
    var table = new StringBuilder("| Code | Severity | Share of | What |\n|---|---|---|---|\n");
    for (Check check : Checks.all()) {
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  check.code(),
                  check.code().severity(),
                  words(check.per()),
                  check.code().sentence()));
    }

    assertThat(readme()).contains(table);
  }

  @Test
  void everyThresholdIsThere() throws IOException {
    var table = new StringBuilder("| Threshold | Value | Meaning |\n|---|---|---|\n");
    for (Threshold threshold : Threshold.values()) {
      table.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  threshold.name().toLowerCase(Locale.ROOT),
                  BigDecimal.valueOf(threshold.value()).stripTrailingZeros().toPlainString(),
                  threshold.meaning()));
    }

    assertThat(readme()).contains(table);
  }

  @Test
  void eachCheckHasACodeOfItsOwn() {
    assertThat(Checks.all()).extracting(Check::code).doesNotHaveDuplicates();
  }

  @Test
  void everyKindOfDatumaroIsOneOfOurs() throws IOException {
    String table = readme().substring(readme().indexOf("| Datumaro |"));
    List<String> rows = table.substring(0, table.indexOf("\n\n")).lines().skip(2).toList();

    assertThat(rows).hasSize(DATUMARO_KINDS);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(codes(row))
                    .isNotEmpty()
                    .isSubsetOf(Arrays.stream(IssueCode.values()).map(IssueCode::name).toList()));
  }

  private static List<String> codes(String row) {
    return Pattern.compile("`(\\w+)`")
        .matcher(row)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String readme() throws IOException {
    return Files.readString(
        Path.of(System.getProperty("granary.root"), "functions/datasets/README.md"));
  }
}
