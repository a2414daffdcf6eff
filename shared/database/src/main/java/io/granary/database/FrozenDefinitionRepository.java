package io.granary.database;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The definitions that versions of datasets over tables have frozen. */
@Singleton
public final class FrozenDefinitionRepository {
  private final Jdbi jdbi;

  public FrozenDefinitionRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A definition with the day that it counts from, and its tables as they were; both JSON.
   *
   * @param tableSchemas what {@code TableSchemas} has written
   */
  public record Frozen(String definition, String tableSchemas) {}

  /** What a version has frozen; empty when there is no such version. */
  public Optional<Frozen> find(UUID dataset, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select jsonb_set(definition, '{as_of}', to_jsonb(as_of)) as definition,
                           table_schemas
                    from dataset_versions where dataset_id = :dataset and version = :version
                    """)
                .bind("dataset", dataset)
                .bind("version", version)
                .map(Databases.mapper(Frozen.class))
                .findOne());
  }
}
