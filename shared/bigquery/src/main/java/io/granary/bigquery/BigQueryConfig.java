package io.granary.bigquery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How BigQuery is reached.
 *
 * @param project the installation's own cloud project, in which queries run and are billed; null
 *     for that of the tables
 * @param credentials a configuration of the type {@code external_account} as JSON, in which there
 *     is no secret; null for what the environment has (application default credentials)
 * @param url where the API is, outside of Google Cloud; without credentials nobody logs in there
 * @param patience how long a query may take in all, after which it is cancelled
 * @param requestTimeout how long one answer may take to begin, or to go on
 * @param attempts how often a request is sent at the most
 * @param pause the most that is waited before the second attempt; doubles with each further one
 */
@ConfigurationProperties("granary.bigquery")
public record BigQueryConfig(
    @Nullable String project,
    @Nullable String credentials,
    @Nullable URI url,
    @Bindable(defaultValue = "25s") Duration patience,
    @Bindable(defaultValue = "15s") Duration requestTimeout,
    @Bindable(defaultValue = "4") int attempts,
    @Bindable(defaultValue = "250ms") Duration pause) {
  private static final int MOST_ATTEMPTS = 10;

  public BigQueryConfig {
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "Cannot try so often: granary.bigquery.attempts is not 1 to 10 but " + attempts);
    }
    requirePositive("patience", patience);
    requirePositive("request-timeout", requestTimeout);
    requirePositive("pause", pause);
  }

  private static void requirePositive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(
          "Cannot wait so long: granary.bigquery." + name + " is " + duration);
    }
  }
}
