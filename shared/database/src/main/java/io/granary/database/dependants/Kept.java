package io.granary.database.dependants;

import java.util.Set;

/** Rows that outlive their dataset, for a reason. */
record Kept(String name, Set<String> tables, Set<String> prefixes, String keptBecause)
    implements Dependant {
  Kept {
    tables = Set.copyOf(tables);
    prefixes = Set.copyOf(prefixes);
  }
}
