package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.GranaryException;
import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.sql.DatasetSql.Part;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in a definition, it is refused with a pointer to it, or its SQL is the one query
 * that was meant.
 */
final class HostileDefinitionsTest {
  private static final int SEEDS = 150;

  /** Names of tables and columns that a warehouse could have if it let everything through. */
  private static World world(Dice dice) {
    Set<String> taken = new HashSet<>();
    List<Table> tables = new ArrayList<>();
    for (int left = dice.between(1, 3); left > 0; left--) {
      List<Column> columns = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (ColumnType type : dice.some(Duck.types(), dice.between(3, 8))) {
        columns.add(Column.of(name(dice, names), type));
      }
      tables.add(new Table(name(dice, taken), columns));
    }
    return new World(tables, Map.of());
  }

  /** ZetaSQL itself keeps names that begin with a dollar, which BigQuery has none of. */
  private static String name(Dice dice, Set<String> taken) {
    String name = Hostile.text(dice);
    while (name.isEmpty() || name.startsWith("$") || !taken.add(name.toLowerCase(Locale.ROOT))) {
      name = Hostile.text(dice);
    }
    return name;
  }

  @Test
  void aHostileFieldIsRefusedOrLeavesTheQueryAsItWasMeant() {
    List<Boolean> refusals = new ArrayList<>();
    Seeds.each(
        SEEDS,
        seed -> {
          var dice = new Dice(seed);
          World world = world(dice);
          Definition hostile = new Mutation(dice).of(Definitions.of(dice, world));
          Case made;
          try {
            made = Case.of(world, hostile);
          } catch (GranaryException e) {
            assertThat(e.violations())
                .isNotEmpty()
                .allMatch(violation -> violation.pointer().startsWith("/"));
            refusals.add(true);
            return;
          }
          refusals.add(false);
          try (var analyser = new Analyser(world.tables())) {
            for (Part part : made.parts()) {
              assertIsMeant(made, analyser.analyse(made.bigQuery().select(part)));
              String pattern = made.bigQuery(Analyser.PROJECT).tfx(part);
              assertThat(pattern).doesNotContain("@span");
              assertIsMeant(made, analyser.analyse("SELECT * FROM (" + pattern + ") LIMIT 0"));
            }
          }
        });
    // Both happen, unless a single seed is replayed.
    assertThat(refusals.size() < SEEDS || refusals.contains(true) && refusals.contains(false))
        .isTrue();
  }

  private static void assertIsMeant(Case made, Analysis seen) {
    assertThat(seen.names()).isEqualTo(made.names());
    assertThat(seen.scans().stream().sorted().toList()).isEqualTo(made.tables());
    assertThat(KNOWN).containsAll(seen.functions());
  }

  /** What queries of datasets call, as the analyser names it. */
  private static final Set<String> KNOWN =
      Set.of(
          "=",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "AND",
          "OR",
          "NOT",
          "IN",
          "BETWEEN",
          "IS NULL",
          "*",
          "+",
          "&",
          "IF",
          "IS_NAN",
          "COALESCE",
          "CONCAT",
          "FARM_FINGERPRINT",
          "MOD",
          "STRPOS",
          "STARTS_WITH",
          "DATE",
          "DATE_SUB",
          "UNIX_SECONDS",
          "TIMESTAMP",
          "TO_BASE64",
          "TO_JSON_STRING",
          "SUM",
          "COUNT");

  @Test
  void textsThatChooseAWordAreHeldToTheWordsThatThereAre() {
    List<String> regexps = regexps(Definition.class);
    assertThat(regexps).hasSize(5);
    for (String text : Hostile.texts()) {
      assertThat(regexps)
          .as(text)
          .noneMatch(regexp -> text.matches(regexp) && !text.matches("\\w+"));
    }
  }

  private static List<String> regexps(Class<?> record) {
    List<String> all = new ArrayList<>();
    for (Field field : record.getDeclaredFields()) {
      for (Annotation annotation : field.getAnnotations()) {
        if (annotation instanceof Pattern pattern) {
          all.add(pattern.regexp());
        }
      }
    }
    for (Class<?> inner : record.getDeclaredClasses()) {
      all.addAll(regexps(inner));
    }
    return all;
  }
}
