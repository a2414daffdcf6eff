package io.granary.benchmarks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.granary.api.AccessTokens;
import io.granary.api.GatewayFunction;
import io.granary.database.ConnectionPool;
import io.granary.testing.GatewayEvents;
import io.granary.testing.TestContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/**
 * What a warm function adds to its statements: get-dataset and list-datasets from the gateway event
 * to the answer, beside the bare statement for the same rows on the same connections.
 */
final class RequestsBenchmark {
  private static final int WARM_UP = 2_000;
  private static final int ROUNDS = 2_000;

  /** One dataset with everything its answer holds. */
  private static final String ONE =
      """
      select d.*, u.username,
             (select p.id from projects p where p.dataset_id = d.id
              order by p.created_at, p.id limit 1) as project_id
      from datasets d join users u on u.id = d.owner_id
      where d.id = ? and d.deleted_at is null
      """;

  private static final String PAGE =
      """
      select d.*, u.username,
             (select p.id from projects p where p.dataset_id = d.id
              order by p.created_at, p.id limit 1) as project_id
      from datasets d join users u on u.id = d.owner_id
      where (d.owner_id = ?
             or d.id in (select dataset_id from dataset_shares where user_id = ?))
        and d.deleted_at is null
      order by d.created_at desc, d.id desc limit 51
      """;

  private static final String COUNT =
      """
      select count(*) from datasets d
      where (d.owner_id = ?
             or d.id in (select dataset_id from dataset_shares where user_id = ?))
        and d.deleted_at is null
      """;

  private final Bench bench;
  private final GatewayFunction gateway;
  private final Map<String, String> headers;

  RequestsBenchmark(Bench bench) {
    this.bench = bench;
    this.gateway = bench.gateway();
    this.headers =
        Map.of(
            "Authorization", "Bearer " + bench.bean(AccessTokens.class).issue(bench.user().id()));
  }

  private interface Call {
    void run() throws SQLException;
  }

  /** Prints both at a thousand and at ten thousand datasets of one owner. */
  void run() throws SQLException {
    for (int size : new int[] {1_000, 10_000}) {
      UUID some = fill(size);
      UUID owner = bench.user().id();
      compare("get-dataset", size, () -> request("/api/datasets/" + some), () -> query(ONE, some));
      compare(
          "list-datasets",
          size,
          () -> request("/api/datasets"),
          () -> {
            query(PAGE, owner, owner);
            query(COUNT, owner, owner);
          });
    }
  }

  private UUID fill(int size) {
    bench
        .stack()
        .executeAsOwner(
            """
            insert into datasets (id, owner_id, name, status, source_type, created_at, updated_at)
            select gen_random_uuid(), '%s', 'set ' || n, 'ready', 'upload',
                   now() - n * interval '1 second', now()
            from generate_series((select count(*) from datasets) + 1, %d) n
            """
                .formatted(bench.user().id(), size));
    bench.stack().executeAsOwner("analyze datasets");
    return bench
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select id from datasets order by id limit 1")
                    .mapTo(UUID.class)
                    .one());
  }

  private void request(String target) {
    APIGatewayV2HTTPResponse answer =
        gateway.handleRequest(GatewayEvents.of("GET", target, headers, null), new TestContext());
    if (answer.getStatusCode() != 200) {
      throw new IllegalStateException(answer.getBody());
    }
  }

  private void query(String sql, UUID... values) throws SQLException {
    try (Connection connection = bench.bean(ConnectionPool.class).openConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          for (int i = 1; i <= columns; i++) {
            rows.getObject(i);
          }
        }
      }
    }
  }

  /** Takes both in turn, so that whatever else the machine does meets both. */
  private static void compare(String name, int size, Call ours, Call floor) throws SQLException {
    double[] product = new double[ROUNDS];
    double[] bare = new double[ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      double a = millis(ours);
      double b = millis(floor);
      if (i >= 0) {
        product[i] = a;
        bare[i] = b;
      }
    }
    Arrays.sort(product);
    Arrays.sort(bare);
    double p50 = product[ROUNDS / 2];
    double floor50 = bare[ROUNDS / 2];
    System.out.printf(
        "%s: %,d datasets: p50 %.2f ms, p99 %.2f ms; bare SQL p50 %.2f ms, p99 %.2f ms; aim"
            + " (floor × 1.5 + 2 ms) %.2f ms: %s%n",
        name,
        size,
        p50,
        product[ROUNDS * 99 / 100],
        floor50,
        bare[ROUNDS * 99 / 100],
        floor50 * 1.5 + 2,
        p50 <= floor50 * 1.5 + 2 ? "met" : "missed");
  }

  private static double millis(Call call) throws SQLException {
    long started = System.nanoTime();
    call.run();
    return (System.nanoTime() - started) / 1e6;
  }
}
