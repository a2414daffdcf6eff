package io.granary.warehouse.sql;

import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import io.granary.warehouse.definition.Role;
import java.math.BigDecimal;

/**
 * Which products and users a dataset is about: queries over {@code filtered} that list them, and
 * conditions that rows of {@code filtered} are theirs.
 */
final class Memberships {
  private final ResolvedDefinition definition;
  private final Filtering filtering;
  private final Dialect dialect;

  Memberships(ResolvedDefinition definition, Filtering filtering, Dialect dialect) {
    this.definition = definition;
    this.filtering = filtering;
    this.dialect = dialect;
  }

  /**
   * The products before which the others bring in less than some percent of the revenue, the best
   * first. Where the revenue of all is negative there is no such order, and all are kept. Sums are
   * exact, so that the same products come out whatever the order of rows.
   */
  String topProducts(BigDecimal percent) {
    Source product = definition.required(Role.PRODUCT_ID);
    Source revenue = definition.required(Role.REVENUE);
    BigDecimal share = percent.stripTrailingZeros();
    int scale = Math.max(share.scale(), 0);
    return """
      SELECT product_id, revenue_total
      FROM (
        SELECT
          product_id,
          SUM(revenue) OVER (
            ORDER BY revenue DESC, product_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
          ) AS revenue_before,
          SUM(revenue) OVER () AS revenue_total
        FROM (
          SELECT
            %s AS product_id,
            SUM(COALESCE(%s, 0)) AS revenue
          FROM filtered
          GROUP BY 1
        ) AS products
        WHERE product_id IS NOT NULL
      ) AS ranked
      WHERE revenue_total < 0
        OR COALESCE(revenue_before, 0) * %s < revenue_total * %s"""
        .formatted(
            filtering.comparable(product),
            dialect.exact(filtering.column(revenue), revenue.type()),
            BigDecimal.TEN.pow(scale + 2).toPlainString(),
            share.movePointRight(scale).toPlainString())
        .indent(2)
        .stripTrailing();
  }

  /** Rows without a product are of none; they are kept where there is no order of products. */
  String isOfTopProduct() {
    return """
    (
          %s IN (SELECT product_id FROM top_products)
          OR (SELECT MAX(revenue_total) FROM top_products) < 0
        )\
    """
        .formatted(filtering.comparable(definition.required(Role.PRODUCT_ID)));
  }

  /** The users that have so many rows. */
  String activeUsers(long least) {
    return """
      SELECT %s AS user_id
      FROM filtered
      GROUP BY 1
      HAVING COUNT(*) >= %d"""
        .formatted(filtering.comparable(definition.required(Role.USER_ID)), least)
        .indent(2)
        .stripTrailing();
  }

  /** Rows without a user are of none. */
  String isOfActiveUser() {
    return "%s IN (SELECT user_id FROM active_users WHERE user_id IS NOT NULL)"
        .formatted(filtering.comparable(definition.required(Role.USER_ID)));
  }
}
