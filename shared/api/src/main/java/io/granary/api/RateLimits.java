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
 * Limits each user's requests over all functions: a token bucket in DynamoDB, from which a process
 * takes leases, so that it is not asked for every request. The first lease is of one token, since
 * many processes may each see one request; one that is used up is followed by one of twice as many,
 * up to 20. Tokens that are not used within a minute are lost. While DynamoDB cannot be reached
 * nobody is limited.
 */
@Singleton
final class RateLimits {
  /** What its keys in the table begin with. */
  static final String KEYS = "rate#";

  private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);
  private static final int MAX_LEASE = 20;
  private static final Duration LEASE_LIFE = Duration.ofMinutes(1);

  /** How long a refusal is believed without asking again. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Users whose leases a process remembers. */
  private static final int MAX_LEASES = 10_000;

  private final KeyValues table;
  private final InstantSource clock;
  private final int perSecond;
  private final Duration horizon;
  private final Map<UUID, Lease> leases = new ConcurrentHashMap<>();

  RateLimits(KeyValues table, RateConfig config, InstantSource clock) {
    this.table = table;
    this.clock = clock;
    this.perSecond = config.perSecond();
    this.horizon = Duration.ofSeconds(config.burst()).dividedBy(config.perSecond());
  }

  /** What is left of a user's tokens here; a refusal is a lease of none. */
  private static final class Lease {
    private int size;
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
    boolean isUsedUp = !lease.refused && lease.end.isAfter(now);
    int size = isUsedUp ? Math.min(MAX_LEASE, lease.size * 2) : 1;
    if (isGranted(user, now, size)) {
      grant(lease, size, now);
    } else if (size > 1 && isGranted(user, now, 1)) {
      grant(lease, 1, now);
    } else {
      lease.refused = true;
      lease.left = 0;
      lease.end = now.plus(PAUSE);
    }
  }

  private static void grant(Lease lease, int size, Instant now) {
    lease.refused = false;
    lease.size = size;
    lease.left = size;
    lease.end = now.plus(LEASE_LIFE);
  }

  private boolean isGranted(UUID user, Instant now, int tokens) {
    try {
      Duration cost = Duration.ofSeconds(tokens).dividedBy(perSecond);
      return table.moveOn(KEYS + user, now, cost, horizon);
    } catch (RuntimeException e) {
      LOG.warn("Could not count requests; nobody is limited", e);
      return true;
    }
  }
}
