package io.granary.definitions;

import io.granary.database.Job;
import io.granary.definitions.DetectJoinsFunction.HandmadeJoin;
import io.granary.domain.Ids;
import io.granary.warehouse.LeftOut;
import io.granary.warehouse.Table;
import io.granary.warehouse.joins.CheckedJoins;
import io.granary.warehouse.joins.DetectedJoin;
import io.granary.warehouse.joins.Detection;
import io.granary.warehouse.joins.JoinDetector;
import io.granary.warehouse.joins.KeyPair;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds how tables belong together, and checks how somebody has joined them. */
@Singleton
final class DetectJoinsWork implements WarehouseWork {
  static final String KIND = "detect_joins";

  /** The most joins that are kept. */
  private static final int MAX_JOINS = 500;

  private final ModelWarehouses warehouses;

  DetectJoinsWork(ModelWarehouses warehouses) {
    this.warehouses = warehouses;
  }

  /**
   * What is asked.
   *
   * @param tables among which joins are looked for, in the order of their names; none to look for
   *     none
   * @param choice null as {@code NAMED}
   * @param joins to be checked
   */
  record Asked(
      UUID modelId,
      List<String> tables,
      Tables.@Nullable Choice choice,
      @Nullable List<HandmadeJoin> joins) {
    Asked {
      joins = joins == null ? List.of() : List.copyOf(joins);
    }
  }

  /**
   * How tables seem to belong together.
   *
   * @param joins at most 500, the surest first
   * @param checked the joins that were told, in their order
   * @param leftOut sentences that say what was not looked at, and why
   * @param bytes what was read for it, as it is billed
   * @param costUsd what that costs in US dollars
   */
  record DetectedJoins(
      List<DetectedJoin> joins,
      List<CheckedJoin> checked,
      List<String> leftOut,
      long bytes,
      BigDecimal costUsd) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public DetectedJoins run(Job job, Progress progress) {
    Asked asked = WarehouseWork.asked(job, Asked.class);
    ModelWarehouse opened = warehouses.open(asked.modelId());
    List<KeyPair> pairs = new HandmadeJoins(opened).keys(asked.joins());
    LeftOut leftOut = Tables.Choice.leftOut(asked.choice());
    List<Table> tables = Tables.of(opened, asked.tables(), leftOut);
    var detector =
        new JoinDetector(
            progress.watched(opened.warehouse()), Ids.derived(job.id(), KIND), opened.maxBytes());
    Detection found = detector.search(tables, leftOut);
    CheckedJoins checks = detector.check(pairs);
    long bytes = found.bytes() + checks.bytes();
    return new DetectedJoins(
        found.joins().stream().limit(MAX_JOINS).toList(),
        checked(pairs, checks),
        found.leftOut(),
        bytes,
        opened.price().usd(bytes));
  }

  private static List<CheckedJoin> checked(List<KeyPair> pairs, CheckedJoins checks) {
    List<CheckedJoin> checked = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      checked.add(CheckedJoin.of(pairs.get(i), checks.joins().get(i)));
    }
    return checked;
  }
}
