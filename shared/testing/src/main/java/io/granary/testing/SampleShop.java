package io.granary.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;

/**
 * The tables of a shop that nobody runs: users, products, sessions and transactions of the 365 days
 * up to the last day. Few products bring most revenue, and few users buy most. The same shop is
 * always the same rows.
 *
 * <p>Of its transactions one in 200 has no user, one in 250 a product that is in no other table,
 * one in 50 is a refund with negative revenue, one in 400 the row before it once more, and one in
 * 40,000 (at least one) lies 400 days too late.
 *
 * @param transactions how many; there is a user for 20, a product for 400, a session for 2
 */
public record SampleShop(int transactions, LocalDate lastDay, long seed) {
  /** The least that has one of everything. */
  private static final int LEAST = 1_000;

  public SampleShop {
    if (transactions < LEAST) {
      throw new IllegalArgumentException("Cannot make a shop of so few: " + transactions);
    }
  }

  /** One for tests of functions. */
  public static SampleShop small() {
    return new SampleShop(2_000, LocalDate.of(2026, 6, 30), 1);
  }

  /** One to try things out with. */
  public static SampleShop large(LocalDate lastDay) {
    return new SampleShop(200_000, lastDay, 1);
  }

  public int users() {
    return transactions / 20;
  }

  public int products() {
    return Math.max(20, transactions / 400);
  }

  public int sessions() {
    return transactions / 2;
  }

  /** Writes a file for each table; what has its name is replaced. */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET memory_limit = '512MiB'");
      for (String macro : macros()) {
        statement.execute("CREATE MACRO " + macro);
      }
      write(statement, folder.resolve("users.parquet"), usersSql());
      write(statement, folder.resolve("products.parquet"), productsSql());
      write(statement, folder.resolve("sessions.parquet"), sessionsSql());
      write(statement, folder.resolve("transactions.parquet"), transactionsSql());
    } catch (SQLException e) {
      throw new IOException("Cannot write the shop to " + folder, e);
    }
  }

  private static void write(Statement statement, Path file, String sql) throws SQLException {
    statement.execute(
        "COPY (%s) TO '%s' (FORMAT parquet)".formatted(sql, file.toString().replace("'", "''")));
  }

  /** {@code u} is a number from 0 to 1 that belongs to a row and a purpose. */
  private List<String> macros() {
    return List.of(
        "u(i, k) AS (hash(i, k, %d) >> 11) / 9007199254740992.0".formatted(seed),
        "below(n, x) AS CAST(floor(n * x) AS BIGINT)",
        "one_of(list, x) AS list[1 + below(len(list), x)]",
        "product(i) AS 'P' || lpad(CAST(i + 1 AS VARCHAR), 5, '0')",
        "price(i) AS CAST(3 + 297 * pow(u(i, 'price'), 3) AS DECIMAL(10, 2))",
        "session(i) AS 's' || lpad(CAST(i + 1 AS VARCHAR), 7, '0')",
        "buyer(i) AS 1 + below(%d, pow(u(i, 'buyer'), 3))".formatted(users()),
        "began(i) AS TIMESTAMPTZ '%s 23:00:00+00' - to_seconds(below(364 * 86400, u(i, 'began')))"
            .formatted(lastDay));
  }

  private String usersSql() {
    return """
    SELECT
      i + 1 AS user_id,
      one_of(['Ada', 'Ben', 'Chloé', 'Dan', 'Eva', 'Finn', 'Grace', 'Hugo'], u(i, 'first'))
        || ' ' || one_of(['Ali', 'Berg', 'Costa', 'Diaz', 'Evans', 'Fischer'], u(i, 'last')) AS name,
      one_of(['DE', 'DE', 'DE', 'FR', 'FR', 'GB', 'US', 'JP'], u(i, 'country')) AS country,
      one_of(['new', 'regular', 'regular', 'vip'], u(i, 'segment')) AS segment,
      DATE '%s' - CAST(365 + below(1000, u(i, 'signup')) AS INTEGER) AS signup_date,
      CASE WHEN u(i, 'age') < 0.85 THEN CAST(1950 + below(58, u(i, 'birth')) AS INTEGER) END
        AS birth_year
    FROM range(%d) r(i)"""
        .formatted(lastDay, users());
  }

  private String productsSql() {
    return """
    SELECT
      product(i) AS product_id,
      one_of(['Blue', 'Green', 'Light', 'Old', 'Red', 'Small'], u(i, 'adjective'))
        || ' ' || one_of(['Bag', 'Book', 'Chair', 'Cup', 'Lamp', 'Pen', 'Shoe'], u(i, 'noun'))
        AS product_name,
      one_of(['books', 'clothes', 'home', 'office', 'toys'], pow(u(i, 'category'), 2)) AS category,
      price(i) AS price,
      u(i, 'discontinued') < 0.1 AS discontinued
    FROM range(%d) r(i)"""
        .formatted(products());
  }

  private String sessionsSql() {
    return """
    SELECT
      session(i) AS session_id,
      buyer(i) AS user_id,
      began(i) AS started_at,
      one_of(['phone', 'phone', 'desktop', 'tablet'], u(i, 'device')) AS device,
      one_of(['search', 'mail', 'direct', 'ad'], u(i, 'channel')) AS channel,
      CAST(1 + below(30, pow(u(i, 'pages'), 2)) AS INTEGER) AS pages
    FROM range(%d) r(i)"""
        .formatted(sessions());
  }

  private String transactionsSql() {
    return """
    SELECT
      i + 1 AS transaction_id,
      CASE WHEN i %% 200 <> 3 THEN buyer(s) END AS user_id,
      CASE WHEN i %% 250 = 11 THEN 'P9' || lpad(CAST(i %% 1000 AS VARCHAR), 4, '0')
        ELSE product(p) END AS product_id,
      session(s) AS session_id,
      began(s) + to_seconds(below(1800, u(i, 'after')))
        + to_days(CASE WHEN i %% 40000 = 7 THEN 400 ELSE 0 END) AS created_at,
      quantity,
      CAST(price(p) * quantity * CASE WHEN i %% 50 = 17 THEN -1 ELSE 1 END AS DECIMAL(12, 2))
        AS revenue,
      one_of(['card', 'card', 'paypal', 'invoice'], u(i, 'payment')) AS payment,
      CASE WHEN u(i, 'rated') < 0.4 THEN CAST(1 + below(5, sqrt(u(i, 'rating'))) AS INTEGER) END
        AS rating
    FROM (
      SELECT
        i,
        below(%d, u(i, 'session')) AS s,
        below(%d, pow(u(i, 'product'), 4)) AS p,
        CAST(1 + below(5, pow(u(i, 'quantity'), 4)) AS INTEGER) AS quantity
      FROM (SELECT CASE WHEN i %% 400 = 399 THEN i - 1 ELSE i END AS i FROM range(%d) r(i))
    )"""
        .formatted(sessions(), products(), transactions);
  }
}
