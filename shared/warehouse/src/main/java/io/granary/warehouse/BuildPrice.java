package io.granary.warehouse;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.math.BigDecimal;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to build a model on a dataset once: to analyze it, and to read what is to train on
 * and what is to evaluate with.
 *
 * @param profileBytes what the queries of an analysis read at the most
 * @param trainBytes what the query of train reads; of all rows, when there is no split
 * @param evalBytes what the query of eval reads; 0 when there is no split
 * @param totalBytes of all three
 * @param costUsd US dollars for them, with six decimals
 * @param largestQueryBytes what the query that reads the most of them reads
 * @param maxBytesPerQuery what the budget lets one query read; null for no limit
 * @param maxUsdPerBuild what the budget lets the three cost; null for no limit
 * @param withinBudget whether both limits hold
 */
public record BuildPrice(
    long profileBytes,
    long trainBytes,
    long evalBytes,
    long totalBytes,
    BigDecimal costUsd,
    long largestQueryBytes,
    @Nullable Long maxBytesPerQuery,
    @Nullable BigDecimal maxUsdPerBuild,
    boolean withinBudget) {
  static BuildPrice of(Build build, Price price, Budget budget) {
    long[] analysis = build.analysis().stream().mapToLong(DryRun::totalBytes).toArray();
    long profile = LongStream.of(analysis).reduce(0, BuildPrice::sum);
    DryRun trainRun = build.train();
    DryRun evalRun = build.eval();
    long train = trainRun == null ? build.full().totalBytes() : trainRun.totalBytes();
    long eval = evalRun == null ? 0 : evalRun.totalBytes();
    long total = sum(profile, sum(train, eval));
    long largest =
        LongStream.concat(LongStream.of(train, eval), LongStream.of(analysis)).max().orElse(0);
    BigDecimal cost = price.usd(total);
    Long maxBytes = budget.maxBytesPerQuery();
    BigDecimal maxUsd = budget.maxUsdPerBuild();
    boolean isWithin =
        (maxBytes == null || largest <= maxBytes)
            && (maxUsd == null || cost.compareTo(maxUsd) <= 0);
    return new BuildPrice(profile, train, eval, total, cost, largest, maxBytes, maxUsd, isWithin);
  }

  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  /**
   * Refuses a build that is over its budget, with the figures.
   *
   * @throws GranaryException BUDGET_EXCEEDED
   */
  public void check() {
    if (withinBudget) {
      return;
    }
    boolean isQueryOver = maxBytesPerQuery != null && largestQueryBytes > maxBytesPerQuery;
    throw new GranaryException(
        Code.BUDGET_EXCEEDED,
        isQueryOver
            ? "Cannot build on the dataset: a query of it reads %d bytes, and the model's budget is %d."
                .formatted(largestQueryBytes, maxBytesPerQuery)
            : "Cannot build on the dataset: analysis, train and eval cost %s USD, and the model's budget is %s."
                .formatted(costUsd.toPlainString(), plain(maxUsdPerBuild)));
  }

  private static String plain(@Nullable BigDecimal amount) {
    return amount == null ? "none" : amount.toPlainString();
  }
}
