package io.granary.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a model's queries may cost; what is null has no limit.
 *
 * @param maxBytesPerQuery the most bytes that one query may read
 * @param maxUsdPerBuild the most US dollars that one build may cost
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
record Budget(
    @Nullable @Min(1) Long maxBytesPerQuery,
    @Nullable @DecimalMin("0.0001") @Digits(integer = 9, fraction = 4) BigDecimal maxUsdPerBuild) {
  static final Budget UNLIMITED = new Budget(null, null);
}
