package io.granary.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SchemaDriftTest {
  private static final Table USERS =
      new Table(
          "users",
          List.of(
              Column.of("id", ColumnType.INT64),
              Column.of("name", ColumnType.STRING),
              new Column(
                  "home",
                  ColumnType.STRUCT,
                  Column.Mode.NULLABLE,
                  List.of(Column.of("city", ColumnType.STRING)),
                  null)));

  private static List<String> drift(Optional<Table> now) {
    return SchemaDrift.of(List.of(USERS), _ -> now).stream().map(SchemaDrift::sentence).toList();
  }

  @Test
  void whatHasChangedIsNamedDownToFields() {
    Table now =
        new Table(
            "users",
            List.of(
                new Column("id", ColumnType.INT64, Column.Mode.REPEATED, List.of(), null),
                Column.of("NAME", ColumnType.BYTES),
                Column.of("age", ColumnType.INT64)));

    assertEquals(
        List.of(
            "The column users.id was INT64 and is ARRAY<INT64>.",
            "The column users.name was STRING and is BYTES.",
            "The column users.home.city is gone.",
            "The column users.age is new."),
        drift(Optional.of(now)));
  }

  @Test
  void aTableThatIsGoneOrTheSameIsToldSo() {
    assertEquals(List.of("The table users is gone."), drift(Optional.empty()));
    assertEquals(List.of(), drift(Optional.of(USERS)));
  }
}
