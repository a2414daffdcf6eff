package io.granary.cdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What an installation costs when nobody uses it, and for each million calls: prices, which are
 * parameters, times what its templates have.
 *
 * @param prices in US dollars; {@code prices.properties} has them with their units
 */
record Costs(Map<String, BigDecimal> prices) {
  Costs {
    prices = Map.copyOf(prices);
  }

  /**
   * What templates have that is paid for by the month.
   *
   * @param endpointZones interface endpoints times the zones that each is in
   * @param capacityUnits the least that the database has awake
   */
  record Counted(
      int endpointZones,
      int natGateways,
      BigDecimal capacityUnits,
      int proxies,
      int secrets,
      int alarms) {}

  /** The prices in the repository. */
  static Costs usual() {
    var read = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Costs.class.getResourceAsStream("prices.properties"))) {
      read.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the prices", e);
    }
    return new Costs(
        read.stringPropertyNames().stream()
            .collect(
                Collectors.toMap(name -> name, name -> new BigDecimal(read.getProperty(name)))));
  }

  /** US dollars a month for what is there whether anybody calls or not, by what it is for. */
  Map<String, BigDecimal> idle(Counted counted) {
    Map<String, BigDecimal> dollars = new LinkedHashMap<>();
    dollars.put(
        "Interface endpoints",
        monthly("interface_endpoint_per_zone_hour", counted.endpointZones()));
    dollars.put("NAT gateway", monthly("nat_gateway_hour", counted.natGateways()));
    dollars.put(
        "Database, awake",
        price("aurora_capacity_unit_hour")
            .multiply(counted.capacityUnits())
            .multiply(price("hours_per_month")));
    dollars.put(
        "RDS Proxy",
        monthly("proxy_capacity_unit_hour", counted.proxies())
            .multiply(price("proxy_least_capacity_units")));
    dollars.put("Secrets", price("secret_month").multiply(BigDecimal.valueOf(counted.secrets())));
    dollars.put("Alarms", price("alarm_month").multiply(BigDecimal.valueOf(counted.alarms())));
    return rounded(dollars);
  }

  /** US dollars for a million calls of the API, without the database's work. */
  Map<String, BigDecimal> perMillionCalls() {
    BigDecimal million = BigDecimal.valueOf(1_000_000);
    Map<String, BigDecimal> dollars = new LinkedHashMap<>();
    dollars.put("HTTP API", price("http_api_million"));
    dollars.put("Lambda, calls", price("lambda_million"));
    dollars.put(
        "Lambda, time",
        price("lambda_gigabyte_second")
            .multiply(price("call_memory_gigabytes"))
            .multiply(price("call_milliseconds"))
            .movePointLeft(3)
            .multiply(million));
    dollars.put("DynamoDB, rates", price("dynamodb_million_writes").multiply(price("call_writes")));
    dollars.put(
        "Logs",
        price("log_gigabyte")
            .multiply(price("call_log_kilobytes"))
            .multiply(million)
            .movePointLeft(6));
    return rounded(dollars);
  }

  private BigDecimal monthly(String hourly, int count) {
    return price(hourly).multiply(price("hours_per_month")).multiply(BigDecimal.valueOf(count));
  }

  private BigDecimal price(String name) {
    return Objects.requireNonNull(prices.get(name), name);
  }

  private static Map<String, BigDecimal> rounded(Map<String, BigDecimal> dollars) {
    Map<String, BigDecimal> all = new LinkedHashMap<>();
    dollars.forEach((what, sum) -> all.put(what, sum.setScale(2, RoundingMode.HALF_UP)));
    all.put("All", all.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    return all;
  }
}
