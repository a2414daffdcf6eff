package io.granary.warehouse.sql;

import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.Condition;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import io.granary.warehouse.definition.ResolvedDefinition.SplitRule;
import io.granary.warehouse.definition.ResolvedDefinition.TableUse;
import io.granary.warehouse.definition.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every column that a query needs is called in it. A column of the dataset has its name there,
 * unless that would mean something else; one that is only looked at has a name that no other has.
 */
final class Names {
  /**
   * What a query calls its own tables. In GoogleSQL such a name alone means a whole row, even where
   * there is a column of that name.
   */
  private static final Set<String> TABLES =
      Set.of("source", "filtered", "top_products", "active_users", "dataset");

  private final Map<Source, String> names = new LinkedHashMap<>();
  private final Map<String, String> outputs = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<Source> needed = new LinkedHashSet<>();

  Names(ResolvedDefinition definition) {
    definition.outputs().forEach(output -> taken.add(lower(output.name())));
    for (Output output : definition.outputs()) {
      boolean isTable = TABLES.contains(lower(output.name()));
      String name = isTable ? free("granary_" + output.name()) : output.name();
      outputs.put(output.name(), name);
      names.putIfAbsent(output.source(), name);
    }
    need(definition);
    for (Role role : Role.values()) {
      definition.role(role).ifPresent(source -> hide(source, role.toString()));
    }
    for (Source source : needed) {
      hide(source, String.join("_", source.place().path()));
    }
  }

  private void need(ResolvedDefinition definition) {
    if (definition.needsDates()) {
      need(definition.role(Role.TIMESTAMP));
    }
    if (definition.revenueMin() != null || definition.topProductsPercent() != null) {
      need(definition.role(Role.REVENUE));
    }
    if (definition.topProductsPercent() != null) {
      need(definition.role(Role.PRODUCT_ID));
    }
    if (definition.minTransactions() != null) {
      need(definition.role(Role.USER_ID));
    }
    for (Condition condition : definition.conditions()) {
      needed.add(condition.source());
    }
    if (definition.split() instanceof SplitRule.ByHash byHash) {
      needed.add(byHash.key());
    }
  }

  private void need(Optional<Source> source) {
    source.ifPresent(needed::add);
  }

  private void hide(Source source, String wish) {
    if (names.containsKey(source)) {
      return;
    }
    String plain = "granary_" + wish.replaceAll("[^A-Za-z0-9_]", "_");
    names.put(source, free(plain.length() > 100 ? plain.substring(0, 100) : plain));
  }

  private String free(String wish) {
    String name = wish;
    for (int number = 2; !taken.add(lower(name)); number++) {
      name = wish + "_" + number;
    }
    return name;
  }

  /** Whether a table or one of the columns is called so. */
  static boolean isTaken(List<TableUse> tables, String name) {
    return tables.stream()
        .anyMatch(
            use ->
                use.alias().equalsIgnoreCase(name)
                    || use.table().columns().stream()
                        .anyMatch(column -> column.name().equalsIgnoreCase(name)));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** What an output is called before the last step, which gives it its own name. */
  String of(Output output) {
    return outputs.getOrDefault(output.name(), output.name());
  }

  /** The name of an output's, a role's, a condition's or a split key's column, not quoted. */
  String of(Source source) {
    String name = names.get(source);
    if (name == null) {
      throw new IllegalArgumentException("Cannot name a column that the query does not have");
    }
    return name;
  }

  /** What filters and the split look at and the dataset does not have. */
  Set<Source> hidden(ResolvedDefinition definition) {
    Set<Source> hidden = new LinkedHashSet<>(needed);
    definition.outputs().forEach(output -> hidden.remove(output.source()));
    return hidden;
  }

  /** The same, and all roles. */
  Set<Source> hiddenWithRoles(ResolvedDefinition definition) {
    Set<Source> hidden = new LinkedHashSet<>(needed);
    for (Role role : Role.values()) {
      definition.role(role).ifPresent(hidden::add);
    }
    definition.outputs().forEach(output -> hidden.remove(output.source()));
    return hidden;
  }
}
