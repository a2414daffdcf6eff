package io.granary.cdk;

import io.granary.domain.Username;
import io.granary.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awscdk.App;

/**
 * What an installation is to be like: the context of {@code cdk}, from {@code cdk.json} or {@code
 * -c name=value}.
 *
 * @param name what the names of everything in the account begin with; two installations of one
 *     account need two
 * @param database how the database is reached, and whether it sleeps
 * @param maxCapacity the most Aurora capacity units (2 GiB of memory each)
 * @param registration who may make an account: open, invite or closed
 * @param adminUsername the first admin
 * @param adminEmail of the first admin
 * @param outsideIssuer of an OpenID provider whose tokens are taken, too; needs a NAT gateway, so
 *     that its keys can be read
 * @param outsideAudience the audience of those tokens
 * @param bigqueryProject the Google Cloud project in which BigQuery works and whose tables models
 *     have that name no other; needs a NAT gateway; without it there is no BigQuery
 * @param bigqueryCredentials how functions are known there: the configuration of an external
 *     account, as JSON, which holds no secret
 * @param alarmEmail who is told of alarms
 * @param webOrigins the origins whose pages may call the API
 * @param certificates a ZIP with {@code database-certificates.pem}, the certificates of Amazon RDS,
 *     by which the database itself is known; without it connections to it are encrypted, and not
 *     verified
 * @param zones the availability zones of the network; empty for two that CDK takes
 * @param logDays how long logs are kept
 * @param requestsPerSecond the most that the API lets through, of all callers together
 * @param burst the most that it lets through at once
 */
record Installation(
    String name,
    Database database,
    int maxCapacity,
    String registration,
    String adminUsername,
    String adminEmail,
    Optional<String> outsideIssuer,
    Optional<String> outsideAudience,
    Optional<String> bigqueryProject,
    Optional<String> bigqueryCredentials,
    Optional<String> alarmEmail,
    List<String> webOrigins,
    Optional<String> certificates,
    List<String> zones,
    int logDays,
    int requestsPerSecond,
    int burst) {
  /** All variables of a function's environment have 4 KB together. */
  private static final int MAX_CREDENTIALS = 1500;

  private static final Set<String> REGISTRATIONS = Set.of("open", "invite", "closed");

  /** How functions reach PostgreSQL. */
  enum Database {
    /** Through RDS Proxy, always awake. */
    PROXIED,
    /** Directly; asleep when nobody has asked for ten minutes, and 15 seconds to wake. */
    PAUSING
  }

  Installation {
    webOrigins = List.copyOf(webOrigins);
    zones = List.copyOf(zones);
    check(
        name.matches("[a-z](-?[a-z0-9]){2,20}") && name.length() <= 21 && !name.equals("default"),
        "name",
        name,
        "3 to 21 of a-z, 0-9 and single -, and not default");
    check(
        adminUsername.matches(Username.PATTERN),
        "adminUsername",
        adminUsername,
        "a username, which " + Username.RULE);
    check(
        REGISTRATIONS.contains(registration),
        "registration",
        registration,
        "one of " + new TreeSet<>(REGISTRATIONS));
    check(
        adminEmail.contains("@"),
        "adminEmail",
        adminEmail,
        "an e-mail address: cdk … -c adminEmail=you@example.com");
    check(maxCapacity >= 1 && maxCapacity <= 256, "maxCapacity", maxCapacity, "1 to 256");
    check(
        outsideIssuer.isPresent() == outsideAudience.isPresent(),
        "outsideAudience",
        outsideAudience.orElse(""),
        "given together with outsideIssuer");
    check(
        bigqueryProject.isPresent() == bigqueryCredentials.isPresent(),
        "bigqueryCredentials",
        bigqueryCredentials.orElse(""),
        "given together with bigqueryProject");
    check(
        bigqueryCredentials.orElse("{}").length() <= MAX_CREDENTIALS,
        "bigqueryCredentials",
        bigqueryCredentials.orElse(""),
        "JSON of at most %d characters".formatted(MAX_CREDENTIALS));
  }

  /**
   * Reads the context.
   *
   * @throws IllegalArgumentException that names the value which cannot be taken
   */
  static Installation of(App app) {
    return of(key -> Optional.ofNullable(app.getNode().tryGetContext(key)).map(Installation::text));
  }

  /** What gives the values. */
  interface Context {
    Optional<String> find(String key);
  }

  /** For tests. */
  static Installation of(Map<String, String> values) {
    Map<String, String> copy = new TreeMap<>(values);
    return of(key -> Optional.ofNullable(copy.get(key)));
  }

  private static Installation of(Context context) {
    return new Installation(
        context.find("name").orElse("granary"),
        Arrays.stream(Database.values())
            .filter(
                mode -> mode.name().equalsIgnoreCase(context.find("database").orElse("proxied")))
            .findFirst()
            .orElseThrow(
                () ->
                    refused("database", context.find("database").orElse(""), "proxied or pausing")),
        number(context, "maxCapacity", 16),
        context.find("registration").orElse("invite"),
        context.find("adminUsername").orElse("admin"),
        context.find("adminEmail").orElse(""),
        context.find("outsideIssuer"),
        context.find("outsideAudience"),
        context.find("bigqueryProject"),
        context.find("bigqueryCredentials"),
        context.find("alarmEmail"),
        list(context, "webOrigins"),
        context.find("certificates"),
        list(context, "zones"),
        number(context, "logDays", 90),
        number(context, "requestsPerSecond", 500),
        number(context, "burst", 1000));
  }

  /** Whether all functions must reach the internet: any of them reads the issuer's keys. */
  boolean needsInternet() {
    return outsideIssuer.isPresent();
  }

  /** Whether those must reach it that ask the warehouse. */
  boolean hasBigQuery() {
    return bigqueryProject.isPresent();
  }

  /** Lists of {@code cdk.json} are as good as texts with commas, objects as texts of JSON. */
  private static String text(Object value) {
    if (value instanceof Map<?, ?> object) {
      return Json.write(object);
    }
    return value instanceof List<?> list
        ? String.join(",", list.stream().map(Object::toString).toList())
        : value.toString();
  }

  private static List<String> list(Context context, String key) {
    return Arrays.stream(context.find(key).orElse("").split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static int number(Context context, String key, int otherwise) {
    String text = context.find(key).orElse(Integer.toString(otherwise));
    try {
      return (int) Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw refused(key, text, "a number");
    }
  }

  private static void check(boolean right, String key, Object value, String wanted) {
    if (!right) {
      throw refused(key, value, wanted);
    }
  }

  private static IllegalArgumentException refused(String key, Object value, String wanted) {
    return new IllegalArgumentException(
        "Cannot deploy with %s '%s': it must be %s.".formatted(key, value, wanted));
  }
}
