package io.granary.testing;

import io.granary.api.StoredDefinition;
import io.granary.api.StoredDefinitions;
import io.granary.database.DatasetVersionRepository;
import io.granary.database.DefinitionRepository;
import io.granary.database.User;
import io.granary.domain.Ids;
import io.granary.json.Json;
import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.FrozenDefinition;
import io.granary.warehouse.Table;
import io.granary.warehouse.TableSchemas;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.Resolver;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** A draft of a dataset over tables, without anything asked of a warehouse. */
public record SampleDefinition(UUID id, UUID model) {
  /**
   * Orders of customers, and what was returned of them, which {@link #make} takes for the tables of
   * the warehouse.
   */
  public static final List<Table> TABLES =
      List.of(
          new Table(
              "orders",
              List.of(
                  Column.of("order_id", ColumnType.INT64),
                  Column.of("customer_id", ColumnType.STRING),
                  Column.of("product_id", ColumnType.INT64),
                  Column.of("ordered_on", ColumnType.DATE),
                  Column.of("amount", ColumnType.FLOAT64))),
          new Table(
              "customers",
              List.of(
                  Column.of("customer_id", ColumnType.STRING),
                  Column.of("city", ColumnType.STRING))),
          new Table(
              "returns",
              List.of(
                  Column.of("order_id", ColumnType.INT64),
                  Column.of("reason", ColumnType.STRING))));

  /**
   * A definition over both tables with roles; more of its fields can follow, with a comma first.
   */
  public static String orders(String more) {
    return """
    {"primary_table": "orders", "secondary_tables": ["customers"],
     "joins": [{"left_table": "orders", "left_column": "customer_id",
                "right_table": "customers", "right_column": "customer_id", "type": "left"}],
     "columns": [{"table": "orders", "column": "customer_id"},
                 {"table": "orders", "column": "product_id"},
                 {"table": "orders", "column": "ordered_on"},
                 {"table": "orders", "column": "amount", "alias": "revenue"},
                 {"table": "customers", "column": "city"}],
     "column_mapping": {"user_id": {"table": "orders", "column": "customer_id"},
                        "product_id": {"table": "orders", "column": "product_id"},
                        "timestamp": {"table": "orders", "column": "ordered_on"},
                        "revenue": {"table": "orders", "column": "amount"}}%s}
    """
        .formatted(more);
  }

  /** Writes a draft in a model of its own, whose warehouse is DuckDB. */
  public static SampleDefinition make(TestStack stack, User owner, String name, String json) {
    UUID id = stack.bean(Ids.class).next();
    UUID model = SampleModel.make(stack, owner, name);
    Definition definition = Json.read(json, Definition.class);
    ResolvedDefinition resolved = Resolver.resolve(definition, TableSchemas.lookup(TABLES));
    List<Table> tables = TableSchemas.of(resolved);
    stack
        .bean(Jdbi.class)
        .useTransaction(
            handle ->
                stack
                    .bean(DefinitionRepository.class)
                    .insert(
                        handle,
                        new DefinitionRepository.Draft(
                            id,
                            owner.id(),
                            name,
                            "made by a test",
                            model,
                            "api",
                            null,
                            Instant.now().truncatedTo(ChronoUnit.MICROS)),
                        new DefinitionRepository.Content(
                            Json.write(definition),
                            TableSchemas.write(tables),
                            tables.size(),
                            resolved.outputs().size(),
                            100L)));
    return new SampleDefinition(id, model);
  }

  /** Lets somebody else in. */
  public void share(TestStack stack, User user, String role) {
    stack
        .stack()
        .executeAsOwner(
            "insert into dataset_shares values ('%s', '%s', '%s', now())"
                .formatted(id, user.id(), role));
  }

  /** Puts its model's tables in BigQuery. */
  public void inBigQuery(TestStack stack, String project) {
    stack
        .stack()
        .executeAsOwner(
            "update models set warehouse_kind = 'bigquery', warehouse_project = '%s' where id = '%s'"
                .formatted(project, model));
  }

  /**
   * Freezes the definition as a version that counts from a day.
   *
   * @return its number
   */
  public int freeze(TestStack stack, User user, LocalDate day) {
    StoredDefinition stored =
        stack.bean(StoredDefinitions.class).get(id, user.id(), /* version= */ null);
    FrozenDefinition frozen =
        FrozenDefinition.of(stored.definition(), day, TABLES, stored.source());
    return stack
        .bean(Jdbi.class)
        .inTransaction(
            handle ->
                stack
                    .bean(DatasetVersionRepository.class)
                    .insert(
                        handle,
                        new DatasetVersionRepository.NewVersion(
                            id,
                            frozen.digest(),
                            0,
                            0,
                            "made by a test",
                            user.id(),
                            Instant.now().truncatedTo(ChronoUnit.MICROS)),
                        new DatasetVersionRepository.Frozen(
                            Json.write(frozen.definition()),
                            TableSchemas.write(frozen.tables()),
                            Json.write(frozen.sql()),
                            Json.write(stored.source()),
                            day)));
  }
}
