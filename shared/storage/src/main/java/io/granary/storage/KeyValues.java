package io.granary.storage;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Short-lived records of texts, in one DynamoDB table; what is over its time is not found. */
@Singleton
public final class KeyValues {
  private static final String SORT = "-";

  private final DynamoDbClient dynamo;
  private final String table;
  private final InstantSource clock;

  public KeyValues(DynamoDbClient dynamo, StorageConfig config, InstantSource clock) {
    this.dynamo = dynamo;
    this.table = config.table();
    this.clock = clock;
  }

  /** Writes a record over whatever is there. */
  public void put(String key, Map<String, String> values, Instant expiresAt) {
    Map<String, AttributeValue> item = new HashMap<>(key(key));
    values.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
    item.put("expires_at", AttributeValue.fromN(Long.toString(expiresAt.getEpochSecond())));
    dynamo.putItem(put -> put.tableName(table).item(item));
  }

  /** Writes a record unless there is one that has not expired; of several callers one does. */
  public boolean create(String key, Map<String, String> values, Instant expiresAt) {
    Map<String, AttributeValue> item = new HashMap<>(key(key));
    values.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
    item.put("expires_at", AttributeValue.fromN(Long.toString(expiresAt.getEpochSecond())));
    try {
      dynamo.putItem(
          put ->
              put.tableName(table)
                  .item(item)
                  .conditionExpression("attribute_not_exists(pk) or expires_at <= :now")
                  .expressionAttributeValues(
                      Map.of(
                          ":now",
                          AttributeValue.fromN(Long.toString(clock.instant().getEpochSecond())))));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  public Optional<Map<String, String>> find(String key) {
    var item =
        dynamo.getItem(get -> get.tableName(table).key(key(key)).consistentRead(true)).item();
    if (item.isEmpty()
        || Long.parseLong(item.get("expires_at").n()) <= clock.instant().getEpochSecond()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    item.forEach(
        (name, value) -> {
          if (value.s() != null && !name.equals("pk") && !name.equals("sk")) {
            values.put(name, value.s());
          }
        });
    return Optional.of(values);
  }

  /** Changes one value if it is still what the caller believes; of several callers one wins. */
  public boolean swap(String key, String name, String from, String to, Instant expiresAt) {
    try {
      dynamo.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key(key))
                  .updateExpression("set #name = :to, expires_at = :expires")
                  .conditionExpression("#name = :from")
                  .expressionAttributeNames(Map.of("#name", name))
                  .expressionAttributeValues(
                      Map.of(
                          ":from", AttributeValue.fromS(from),
                          ":to", AttributeValue.fromS(to),
                          ":expires",
                              AttributeValue.fromN(Long.toString(expiresAt.getEpochSecond())))));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  /**
   * Adds one to a record that counts, and gives the sum; one that is not there counts from zero.
   */
  public long increment(String key, Instant expiresAt) {
    return Long.parseLong(
        dynamo
            .updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(key(key))
                        .updateExpression("set expires_at = :expires add times :one")
                        .expressionAttributeValues(
                            Map.of(
                                ":one", AttributeValue.fromN("1"),
                                ":expires",
                                    AttributeValue.fromN(
                                        Long.toString(expiresAt.getEpochSecond()))))
                        .returnValues(ReturnValue.UPDATED_NEW))
            .attributes()
            .get("times")
            .n());
  }

  /**
   * Moves a record that is a clock on by a span, unless that would put it further ahead of now than
   * a horizon; one that is behind now, or not there, moves on from now. Many callers at once move
   * it no further than the horizon (the generic cell rate algorithm).
   *
   * @return whether it was moved
   */
  public boolean moveOn(String key, Instant now, Duration span, Duration horizon) {
    // Between the first two another caller may have moved it from behind now.
    return moveAhead(key, now, span, horizon)
        || moveFromNow(key, now, span, horizon)
        || moveAhead(key, now, span, horizon);
  }

  private boolean moveAhead(String key, Instant now, Duration span, Duration horizon) {
    return move(
        key,
        "set ahead_until = ahead_until + :span, expires_at = :expires",
        "ahead_until >= :now and ahead_until <= :latest",
        Map.of(
            ":span", millis(span),
            ":now", millis(now),
            ":latest", millis(now.plus(horizon).minus(span)),
            ":expires", seconds(now.plus(horizon))));
  }

  private boolean moveFromNow(String key, Instant now, Duration span, Duration horizon) {
    return move(
        key,
        "set ahead_until = :until, expires_at = :expires",
        "attribute_not_exists(ahead_until) or ahead_until < :now",
        Map.of(
            ":until", millis(now.plus(span)),
            ":now", millis(now),
            ":expires", seconds(now.plus(horizon))));
  }

  private boolean move(
      String key, String change, String condition, Map<String, AttributeValue> values) {
    try {
      dynamo.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key(key))
                  .updateExpression(change)
                  .conditionExpression(condition)
                  .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  private static AttributeValue millis(Duration span) {
    return AttributeValue.fromN(Long.toString(span.toMillis()));
  }

  private static AttributeValue millis(Instant time) {
    return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
  }

  private static AttributeValue seconds(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond() + 1));
  }

  /** Removes a record; absent is not an error. */
  public void delete(String key) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(key(key)));
  }

  private static Map<String, AttributeValue> key(String key) {
    return Map.of("pk", AttributeValue.fromS(key), "sk", AttributeValue.fromS(SORT));
  }
}
