package io.granary.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.json.Json;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.Resolver;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableSchemasTest {
  @Test
  void whatIsWrittenIsReadBackWithoutDescriptions() {
    Column described =
        new Column(
            "a \"quoted\" name é",
            ColumnType.STRUCT,
            Column.Mode.REQUIRED,
            List.of(
                new Column(
                    "inner",
                    ColumnType.STRUCT,
                    Column.Mode.REPEATED,
                    List.of(Column.of("deep", ColumnType.BIGNUMERIC)),
                    "what it says")),
            null);
    List<Table> tables =
        List.of(
            new Table("t", List.of(described, Column.of("plain", ColumnType.GEOGRAPHY))),
            new Table("empty", List.of()));

    String json = TableSchemas.write(tables);

    assertThat(json).doesNotContain("what it says").doesNotContain("NULLABLE");
    assertThat(TableSchemas.write(TableSchemas.read(json))).isEqualTo(json);
    Column read = TableSchemas.read(json).getFirst().columns().getFirst();
    assertThat(read.mode()).isEqualTo(Column.Mode.REQUIRED);
    assertThat(read.fields().getFirst().isRepeated()).isTrue();
    assertThat(read.fields().getFirst().fields().getFirst().type())
        .isEqualTo(ColumnType.BIGNUMERIC);
  }

  @Test
  void aDefinitionResolvesAlikeOverWhatWasKept() {
    String json =
        """
        {"primary_table": "users", "secondary_tables": ["users as parents"],
         "joins": [{"left_table": "users", "left_column": "parent", "right_table": "parents",
                    "right_column": "id", "type": "left"}],
         "columns": [{"table": "users", "column": "id"},
                     {"table": "parents", "column": "born", "alias": "parent_born"}]}
        """;
    Definition definition = Json.read(json, Definition.class);
    ResolvedDefinition live = Resolver.resolve(definition, Shop::table);

    List<Table> kept = TableSchemas.of(live);
    List<Table> read = TableSchemas.read(TableSchemas.write(kept));

    assertThat(kept).extracting(Table::name).containsExactly("users");
    assertThat(Resolver.resolve(definition, TableSchemas.lookup(read))).isEqualTo(live);
  }
}
