package io.granary.bigquery;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.WarehouseSource;
import java.time.Duration;
import java.util.Locale;

/** Tells a caller why BigQuery did not do something, in the words of {@code Warehouse}. */
final class Refusals {
  /** When to come again, where BigQuery does not say it. */
  static final Duration LATER = Duration.ofSeconds(30);

  private final WarehouseSource source;

  Refusals(WarehouseSource source) {
    this.source = source;
  }

  /**
   * @param action what cannot be done, naming on what
   */
  GranaryException of(String action, CallFailedException exception) {
    GranaryException refusal = refusal(action, exception.failure());
    refusal.initCause(exception);
    return refusal;
  }

  private GranaryException refusal(String action, Failure failure) {
    String cannot = "Cannot " + action + ": ";
    String said = failure.message();
    return switch (failure.fault()) {
      case PASSING ->
          new GranaryException(
              Code.WAREHOUSE_UNAVAILABLE,
              cannot + "BigQuery cannot do it now: " + said,
              failure.retryAfter() == null ? LATER : failure.retryAfter());
      case UNUSABLE -> new GranaryException(Code.WAREHOUSE_UNAVAILABLE, cannot + said);
      case DENIED ->
          new GranaryException(Code.WAREHOUSE_DENIED, cannot + "BigQuery denies it: " + said);
      case ABSENT ->
          new GranaryException(
              failure.isOfTheDataset() ? Code.NOT_FOUND : Code.WAREHOUSE_QUERY_FAILED,
              cannot + said + location());
      case TOO_MANY_BYTES -> new GranaryException(Code.BUDGET_EXCEEDED, cannot + said);
      case INVALID ->
          isAboutLocation(failure)
              ? new GranaryException(Code.WAREHOUSE_UNAVAILABLE, cannot + said + location())
              : new GranaryException(Code.WAREHOUSE_QUERY_FAILED, cannot + said);
      case ENDED, DUPLICATE -> new GranaryException(Code.WAREHOUSE_QUERY_FAILED, cannot + said);
    };
  }

  /** Whether not the query is wrong, but where it was to run. */
  boolean isAboutLocation(Failure failure) {
    return failure.reason().equals("invalid")
        && failure.message().toLowerCase(Locale.ROOT).contains("location");
  }

  private String location() {
    return source.location() == null ? "" : " (asked in the location " + source.location() + ")";
  }
}
