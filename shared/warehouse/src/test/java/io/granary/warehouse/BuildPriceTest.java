package io.granary.warehouse;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BuildPriceTest {
  private static final long TIB = 1L << 40;
  private static final Price PRICE = new Price(new BigDecimal("6.25"));

  private static DryRun reading(long bytes) {
    return new DryRun(List.of(), bytes, List.of());
  }

  private static final Build SPLIT =
      new Build(
          reading(4 * TIB), List.of(reading(TIB), reading(TIB)), reading(2 * TIB), reading(TIB));

  @Test
  void oneFigureIsForAnalysisTrainAndEval() {
    assertEquals(
        new BuildPrice(
            2 * TIB,
            2 * TIB,
            TIB,
            5 * TIB,
            new BigDecimal("31.250000"),
            2 * TIB,
            null,
            null,
            /* withinBudget= */ true),
        SPLIT.price(PRICE, Budget.NONE));
  }

  @Test
  void withoutASplitAllRowsAreTrainedOn() {
    BuildPrice price =
        new Build(reading(TIB), List.of(reading(2 * TIB)), null, null).price(PRICE, Budget.NONE);

    assertEquals(
        List.of(2 * TIB, TIB, 0L, 3 * TIB, 2 * TIB),
        List.of(
            price.profileBytes(),
            price.trainBytes(),
            price.evalBytes(),
            price.totalBytes(),
            price.largestQueryBytes()));
  }

  @Test
  void aBuildOverItsBudgetIsRefusedWithFigures() {
    var justEnough = new Budget(2 * TIB, new BigDecimal("31.25"));
    var cheaper = new Budget(null, new BigDecimal("31.24"));
    var smaller = new Budget(2 * TIB - 1, null);

    assertDoesNotThrow(() -> SPLIT.price(PRICE, justEnough).check());
    assertRefused(
        "Cannot build on the dataset: analysis, train and eval cost 31.250000 USD, and the"
            + " model's budget is 31.24.",
        cheaper);
    assertRefused(
        "Cannot build on the dataset: a query of it reads 2199023255552 bytes, and the model's"
            + " budget is 2199023255551.",
        smaller);
  }

  private static void assertRefused(String message, Budget budget) {
    BuildPrice price = SPLIT.price(PRICE, budget);
    var refusal = assertThrows(GranaryException.class, price::check);
    assertEquals(Code.BUDGET_EXCEEDED, refusal.code());
    assertEquals(message, refusal.getMessage());
    assertEquals(/* expected= */ false, price.withinBudget());
  }

  @Test
  void bytesThatNoNumberHoldsAreTheMost() {
    var endless = new Build(reading(Long.MAX_VALUE), List.of(reading(Long.MAX_VALUE)), null, null);

    assertEquals(Long.MAX_VALUE, endless.price(PRICE, Budget.NONE).totalBytes());
  }
}
