package io.granary.api;

import io.granary.domain.Ids;
import io.granary.domain.Secrets;
import jakarta.inject.Singleton;
import org.crac.Context;
import org.crac.Resource;

/**
 * Makes a copy of a process differ from its siblings, and forgets what was true when it was copied.
 *
 * <p>Randomness that is not ours (salts of passwords, nonces of signatures and of TLS, {@link
 * java.util.UUID#randomUUID}) comes from {@link java.security.SecureRandom}s that nobody has
 * seeded. On Linux they mix every byte with one of the system's generator, of which they keep none
 * longer than 100 ms by the clock of the wall.
 */
@Singleton
final class FreshStart implements Resource {
  private final Ids ids;
  private final RateLimits rates;
  private final OutsideTokens outsideTokens;

  FreshStart(Ids ids, RateLimits rates, OutsideTokens outsideTokens) {
    this.ids = ids;
    this.rates = rates;
    this.outsideTokens = outsideTokens;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    // What is to be forgotten is, when a copy starts.
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    ids.reseed();
    Secrets.reseed();
    rates.forget();
    outsideTokens.forget();
  }
}
