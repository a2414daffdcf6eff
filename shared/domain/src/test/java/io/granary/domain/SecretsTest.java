package io.granary.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Secrets of processes that are copies of one. */
final class SecretsTest {
  @AfterEach
  void forgetTheSeed() {
    Secrets.reseed();
  }

  @Test
  void copiesThatAreReseededMakeDifferentSecrets() throws NoSuchAlgorithmException {
    Secrets.reseed(seeded());
    String one = Secrets.make();
    Secrets.reseed(seeded());
    assertThat(Secrets.make()).as("copies as they are").isEqualTo(one);

    Secrets.reseed(seeded());
    Secrets.reseed();

    assertThat(Secrets.make()).isNotEqualTo(one).hasSize(43);
  }

  private static SecureRandom seeded() throws NoSuchAlgorithmException {
    var random = SecureRandom.getInstance("SHA1PRNG");
    random.setSeed(42);
    return random;
  }
}
