package io.granary.warehouse;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * What may be asked of warehouses, and what it costs.
 *
 * @param datasets the warehouse datasets whose tables may be used, with commas between them
 * @param usdPerTib US dollars for each TiB (2^40 bytes) that a query reads
 */
@ConfigurationProperties("granary.warehouse")
public record WarehouseConfig(
    @Bindable(defaultValue = "raw_data") String datasets,
    @Bindable(defaultValue = "6.25") BigDecimal usdPerTib) {

  /** Whether tables of a warehouse dataset may be used. */
  public boolean allows(String dataset) {
    return Arrays.stream(datasets.split(",")).map(String::strip).anyMatch(dataset::equals);
  }

  /** What a warehouse asks for reading. */
  public Price price() {
    return new Price(usdPerTib);
  }
}
