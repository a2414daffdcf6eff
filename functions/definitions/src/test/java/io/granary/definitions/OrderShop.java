package io.granary.definitions;

import io.granary.testing.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The tables of {@code SampleDefinition} as files; {@code returns} has lost a column. */
final class OrderShop {
  static final String ORDERS =
      """
      order_id,customer_id,product_id,ordered_on,amount
      1,c1,10,2026-01-01,2.5
      2,c1,11,2026-01-05,3.5
      3,c2,10,2026-01-09,2.5
      4,c2,12,2026-01-13,-4.0
      5,c3,10,2026-01-28,2.5
      6,c3,12,2026-01-30,4.0
      """;
  static final String CUSTOMERS =
      """
      customer_id,city
      c1,Wien
      c2,Graz
      """;
  static final long BYTES = (long) ORDERS.length() + CUSTOMERS.length();

  private static final Path TARGET =
      Path.of(System.getProperty("granary.root"), "functions/definitions/target");

  private OrderShop() {}

  /** Functions over a shop of their own. */
  static TestStack stack(Map<String, Object> settings) {
    try {
      Path folder = Files.createDirectories(TARGET.resolve("orders/" + UUID.randomUUID()));
      Files.writeString(folder.resolve("orders.csv"), ORDERS);
      Files.writeString(folder.resolve("customers.csv"), CUSTOMERS);
      Files.writeString(folder.resolve("returns.csv"), "order_id,why\n1,broken\n");
      Map<String, Object> all =
          new HashMap<>(Map.of("granary.duckdb.directory", folder.toString()));
      all.putAll(settings);
      return new TestStack(all);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a shop", e);
    }
  }
}
