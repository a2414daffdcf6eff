package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.dependants.Dependant;
import io.granary.database.dependants.Dependants;
import io.granary.storage.ObjectKeys;
import io.granary.testing.TestStack;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing that hangs on datasets can be forgotten: it is named in {@link Dependants}. */
final class DependantsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private final Dependants dependants = STACK.bean(Dependants.class);

  @Test
  void everyTableHasAnEntry() {
    List<String> tables =
        texts(
            """
            select c.relname from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
              and not c.relispartition and c.relname <> 'datasets'
            """);
    List<String> named = new ArrayList<>(Dependants.NOT_OF_DATASETS);
    dependants.all().forEach(each -> named.addAll(each.tables()));

    assertThat(named).doesNotHaveDuplicates();
    assertThat(tables).as("see Dependants").containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void noTableThatNamesADatasetIsTakenForSomethingElse() {
    assertThat(
            texts(
                """
                select distinct table_name from information_schema.columns
                where table_schema = 'public' and column_name in ('dataset_id', 'ingest_id')
                """))
        .doesNotContainAnyElementsOf(Dependants.NOT_OF_DATASETS);
  }

  @Test
  void everyPrefixHasAnEntry() {
    List<String> prefixes =
        Arrays.stream(ObjectKeys.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .map(DependantsTest::value)
            .toList();
    Set<String> named = new HashSet<>(Dependants.PREFIXES_NOT_OF_DATASETS);
    dependants.all().forEach(each -> named.addAll(each.prefixes()));

    assertThat(prefixes).as("see Dependants").containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void whatStaysSaysWhy() {
    for (Dependant each : dependants.all()) {
      boolean goes =
          Set.of("samples").contains(each.name())
              || each.tables().isEmpty()
              || isOverridden(each, "remove");
      assertThat(goes).as(each.name()).isNotEqualTo(!each.keptBecause().isEmpty());
    }
  }

  private static boolean isOverridden(Dependant each, String method) {
    return Arrays.stream(each.getClass().getDeclaredMethods())
        .anyMatch(declared -> declared.getName().equals(method));
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError("Cannot read " + field, e);
    }
  }

  private static List<String> texts(String sql) {
    return STACK
        .bean(Jdbi.class)
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
