package io.granary.warehouse.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StatementEndTest {
  @Test
  void whatStandsInQuotesOrCommentsIsNoEnd() {
    for (String sql :
        List.of(
            "SELECT 'a;b'",
            "SELECT \"a;b\"",
            "SELECT `a;b`",
            "SELECT '''a';b'''",
            "SELECT 'it\\'s; fine'",
            "SELECT 1 /* ; */ + 2",
            "SELECT 1 -- ;\n+ 2",
            "SELECT 1 # ;\n+ 2")) {
      assertEquals(List.of(), StatementEnd.problems(sql), sql);
    }
  }

  @Test
  void whatWouldNotFitInParenthesesIsNamed() {
    String semicolon = "has a semicolon, and must be one query without any";
    assertEquals(List.of(semicolon), StatementEnd.problems("SELECT 1;"));
    assertEquals(List.of(semicolon), StatementEnd.problems("DECLARE x INT64; SELECT x"));
    assertEquals(List.of("ends with a comment"), StatementEnd.problems("SELECT 1 -- one"));
    assertEquals(List.of("ends with a comment"), StatementEnd.problems("SELECT 1 # one"));
    assertEquals(
        List.of("has a comment that does not end"), StatementEnd.problems("SELECT 1 /* one"));
    assertEquals(List.of("has a quote that does not end"), StatementEnd.problems("SELECT 'one"));
    assertEquals(List.of("has a quote that does not end"), StatementEnd.problems("SELECT 'one\\"));
  }
}
