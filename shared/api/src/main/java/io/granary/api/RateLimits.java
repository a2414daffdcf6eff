package io.granary.api;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.storage.KeyValues;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits each user's requests over all functions: a token bucket in DynamoDB, from which a function
 * takes a lease of 20 at a time, so that it is not asked for every request. Tokens of a lease that
 * are not used within a minute are lost. While DynamoDB cannot be reached nobody is limited.
 */
@Singleton
final class RateLimits {
  private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);
  private static final int LEASE = 20;
  private static final Duration LEASE_LIFE = Duration.ofMinutes(1);

  /** Users whose leases a process remembers. */
  private static final int MAX_LEASES = 10_000;

  private final KeyValues table;
  private final InstantSource clock;
  private final int leaseSize;
  private final Duration leaseCost;
  private final Duration horizon;
  private final Map<UUID, Lease> leases = new ConcurrentHashMap<>();

  RateLimits(KeyValues table, RateConfig config, InstantSource clock) {
    this.table = table;
    this.clock = clock;
    this.leaseSize = Math.min(LEASE, config.burst());
    this.leaseCost = Duration.ofSeconds(leaseSize).dividedBy(config.perSecond());
    this.horizon = Duration.ofSeconds(config.burst()).dividedBy(config.perSecond());
  }

  /** What is left of a user's tokens here; a refusal is a lease of none. */
  private static final class Lease {
    private int left;
    private boolean refused;
    private Instant end = Instant.MIN;
  }

  /**
   * Counts a request.
   *
   * @throws GranaryException RATE_LIMITED, with when to try again
   */
  void count(UUID user) {
    if (leases.size() >= MAX_LEASES) {
      leases.clear();
    }
    Lease lease = leases.computeIfAbsent(user, _ -> new Lease());
    synchronized (lease) {
      Instant now = clock.instant();
      if (!lease.end.isAfter(now) || lease.left == 0 && !lease.refused) {
        renew(lease, user, now);
      }
      if (lease.refused) {
        throw new GranaryException(
            Code.RATE_LIMITED,
            "Cannot take so many requests: wait a moment.",
            Duration.between(now, lease.end));
      }
      lease.left--;
    }
  }

  private void renew(Lease lease, UUID user, Instant now) {
    boolean granted = isGranted(user, now);
    lease.refused = !granted;
    lease.left = granted ? leaseSize : 0;
    // Before as much time has passed, asking again cannot help.
    lease.end = now.plus(granted ? LEASE_LIFE : leaseCost);
  }

  private boolean isGranted(UUID user, Instant now) {
    try {
      return table.moveOn("rate#" + user, now, leaseCost, horizon);
    } catch (RuntimeException e) {
      LOG.warn("Could not count requests; nobody is limited", e);
      return true;
    }
  }
}
