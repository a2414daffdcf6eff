package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.Deployed;
import io.granary.api.QueueFunction;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.crac.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/** What every function does before its process is copied. */
final class PrimersTest {
  private static final String TABLE = "primers-" + UUID.randomUUID();

  @RegisterExtension
  static final TestStack STACK =
      new TestStack(Map.of("granary.storage.table", TABLE, "granary.snap-start.patience", "5m"));

  @BeforeAll
  static void makeTable() {
    STACK
        .bean(DynamoDbClient.class)
        .createTable(
            create ->
                create
                    .tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                    .attributeDefinitions(text("pk"), text("sk")));
  }

  @Test
  void theyChangeNothingAndAllSucceed() throws Exception {
    SampleDataset.make(STACK, STACK.user("owner"), "birds", 3);
    assertThat(STACK.signedIn("somebody").get("/api/users/me").status()).isEqualTo(200);
    Map<String, String> before = state();
    assertThat(before).hasSizeGreaterThan(10);
    List<String> warnings = new ArrayList<>();
    Logger log = Logger.getLogger("io.granary.api.SnapStart");
    Handler handler = noting(warnings);
    log.addHandler(handler);
    try {
      for (Resource hooks : hooks()) {
        hooks.beforeCheckpoint(null);
        hooks.afterRestore(null);
      }
    } finally {
      log.removeHandler(handler);
    }

    assertThat(warnings).isEmpty();
    assertThat(state()).isEqualTo(before);
  }

  private static List<Resource> hooks() throws ReflectiveOperationException {
    List<Resource> hooks = new ArrayList<>();
    hooks.add(STACK.gateway().snapStart());
    for (Deployed deployed : Deployed.all()) {
      if (deployed.queue().isPresent()) {
        var function =
            (QueueFunction)
                deployed
                    .function()
                    .getConstructor(ApplicationContext.class)
                    .newInstance(STACK.context());
        hooks.add(function.snapStart());
      }
    }
    return hooks;
  }

  /** Everything that is kept: rows, objects, records. */
  private static Map<String, String> state() throws SQLException {
    Map<String, String> state = new TreeMap<>();
    try (Connection owner = STACK.stack().ownerConnection();
        Statement statement = owner.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet found =
          statement.executeQuery(
              "select table_name from information_schema.tables"
                  + " where table_schema = 'public' and table_type = 'BASE TABLE'")) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet rows =
            statement.executeQuery(
                "select string_agg(t::text, '|' order by t::text) from \"%s\" t"
                    .formatted(table))) {
          rows.next();
          state.put(table, String.valueOf(rows.getString(1)));
        }
      }
    }
    state.put(
        "objects",
        STACK
            .bean(S3Client.class)
            .listObjectsV2(list -> list.bucket(STACK.objects().bucket()))
            .contents()
            .toString());
    state.put(
        "records",
        STACK.bean(DynamoDbClient.class).scan(scan -> scan.tableName(TABLE)).items().toString());
    return state;
  }

  private static Handler noting(List<String> warnings) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        warnings.add(entry.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
