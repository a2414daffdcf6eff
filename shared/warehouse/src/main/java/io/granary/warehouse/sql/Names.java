package io.granary.warehouse.sql;

import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.Condition;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import io.granary.warehouse.definition.ResolvedDefinition.SplitRule;
import io.granary.warehouse.definition.Role;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every column that a query needs is called in it. A column of the dataset has its name there;
 * one that is only looked at has a name that no other has.
 */
final class Names {
  private final Map<Source, String> names = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<Source> needed = new LinkedHashSet<>();

  Names(ResolvedDefinition definition) {
    for (Output output : definition.outputs()) {
      taken.add(output.name().toLowerCase(Locale.ROOT));
      names.putIfAbsent(output.source(), output.name());
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
    String start = plain.length() > 100 ? plain.substring(0, 100) : plain;
    String name = start;
    for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
      name = start + "_" + number;
    }
    names.put(source, name);
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
