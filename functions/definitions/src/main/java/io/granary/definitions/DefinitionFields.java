package io.granary.definitions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.database.Dataset;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.util.HashSet;
import java.util.Set;

/**
 * The fields of a body that are those of a definition. A file set has none: for it, null changes
 * nothing, and anything else is refused once the rest of the body is known to be right.
 *
 * @param sent the body without what a file set has not
 */
record DefinitionFields(ObjectNode sent, boolean hasDefinition, Set<String> misplaced) {
  static final Set<String> NAMES =
      Set.of(
          "primary_table",
          "secondary_tables",
          "joins",
          "columns",
          "column_mapping",
          "filters",
          "split",
          "as_of");

  static DefinitionFields of(ObjectNode body, Dataset dataset) {
    if (dataset.definition() != null) {
      return new DefinitionFields(body, true, Set.of());
    }
    Set<String> misplaced = new HashSet<>(NAMES);
    misplaced.removeIf(name -> body.path(name).isNull() || !body.has(name));
    ObjectNode sent = body.deepCopy();
    sent.remove(NAMES);
    return new DefinitionFields(sent, false, misplaced);
  }

  /** The fields that can be written, with others. */
  Set<String> writable(Set<String> others) {
    Set<String> all = new HashSet<>(others);
    if (hasDefinition) {
      all.addAll(NAMES);
    }
    return all;
  }

  /**
   * Refuses what a file set has not.
   *
   * @throws GranaryException WRONG_KIND
   */
  void check() {
    if (!misplaced.isEmpty()) {
      throw new GranaryException(
          Code.WRONG_KIND,
          "Cannot give the dataset a definition: it has files, and no tables. POST"
              + " /api/models/{model_id}/datasets makes a dataset over tables.");
    }
  }
}
