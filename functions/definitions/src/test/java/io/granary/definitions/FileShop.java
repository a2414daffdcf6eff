package io.granary.definitions;

import io.granary.database.Model.About;
import io.granary.database.ModelRepository;
import io.granary.database.User;
import io.granary.domain.Ids;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A shop whose tables are files, some of them with names that are hard to write. */
final class FileShop {
  private static final Path TARGET =
      Path.of(System.getProperty("granary.root"), "functions/definitions/target");

  private FileShop() {}

  /** Functions over a shop of their own. */
  static TestStack stack(Map<String, Object> settings) {
    try {
      Path folder = Files.createDirectories(TARGET.resolve("shops/" + UUID.randomUUID()));
      Files.writeString(
          folder.resolve("products.csv"),
          """
          product_id,name,category,price
          1,tea,drinks,2.5
          2,coffee,drinks,3.5
          3,bread,food,1.5
          4,butter,food,2.0
          5,beer,drinks,4.0
          """);
      Files.writeString(
          folder.resolve("transactions.csv"),
          """
          id,user_id,product_id,revenue,at
          1,u1,1,2.5,2026-01-01
          2,u1,2,3.5,2026-01-02
          3,u2,2,3.5,2026-01-02
          4,,5,4.0,2026-01-03
          """);
      Files.writeString(
          folder.resolve("odd näme %41+&;(!).csv"),
          "\"a.b\",\"a/b\",\"Größe %41\",\"q\"\"'`x\",\"50% {of} (all); & + more!\"\n1,2,3,4,5\n");
      Files.writeString(
          folder.resolve("people.jsonl"),
          """
          {"id": 1, "address": {"city": "Wien", "zip": {"code": "1010"}}, "tags": ["a", "b"]}
          {"id": 2, "address": {"city": "Graz", "zip": {"code": "8010"}}, "tags": ["a", "b"]}
          {"id": 3, "address": {"city": "Wien", "zip": {"code": "1020"}}, "tags": []}
          """);
      Map<String, Object> all =
          new HashMap<>(Map.of("granary.duckdb.directory", folder.toString()));
      all.putAll(settings);
      return new TestStack(all);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a shop", e);
    }
  }

  /** A model of a user's over the shop. */
  static UUID model(TestStack stack, User owner) {
    return model(stack, owner, "duckdb", null, "raw_data", null);
  }

  static UUID model(
      TestStack stack,
      User owner,
      String kind,
      @Nullable String project,
      String dataset,
      @Nullable Long maxBytes) {
    UUID id = stack.bean(Ids.class).next();
    stack
        .bean(ModelRepository.class)
        .insert(
            id,
            owner.id(),
            new About("model " + id, null, kind, project, dataset, null, maxBytes, null),
            Instant.now().truncatedTo(ChronoUnit.MICROS));
    return id;
  }

  /** A name as part of a path. */
  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
