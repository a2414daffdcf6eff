package io.granary.definitions;

import io.granary.database.Job;
import io.granary.definitions.DetectJoinsFunction.HandmadeJoin;
import io.granary.domain.Ids;
import io.granary.warehouse.LeftOut;
import io.granary.warehouse.Table;
import io.granary.warehouse.joins.DetectedJoin;
import io.granary.warehouse.joins.Detection;
import io.granary.warehouse.joins.JoinCheck;
import io.granary.warehouse.joins.JoinDetector;
import io.granary.warehouse.joins.KeyPair;
import jakarta.inject.Singleton;
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
   */
  record DetectedJoins(List<DetectedJoin> joins, List<CheckedJoin> checked, List<String> leftOut) {}

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
    return new DetectedJoins(
        found.joins().stream().limit(MAX_JOINS).toList(),
        checked(detector, pairs),
        found.leftOut());
  }

  private static List<CheckedJoin> checked(JoinDetector detector, List<KeyPair> pairs) {
    List<JoinCheck> checks = detector.check(pairs).joins();
    List<CheckedJoin> checked = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      checked.add(CheckedJoin.of(pairs.get(i), checks.get(i)));
    }
    return checked;
  }
}
