package io.granary.storage;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * Settings that must not be told. One that begins with {@code arn:} names a secret of Secrets
 * Manager and is read from there when it is first needed, any other stands for itself.
 *
 * <p>What was read is known for five minutes, so that a secret that is replaced is noticed without
 * a restart. While it cannot be read again it stays known, until it is an hour old.
 */
@Singleton
public final class SecretTexts {
  /** How long a replaced secret may go unnoticed. */
  public static final Duration FRESH = Duration.ofMinutes(5);

  /** How long a secret stays known that cannot be read again. */
  public static final Duration KEPT = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(SecretTexts.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Provider<SecretsManagerClient> client;
  private final InstantSource clock;
  private final Map<String, Known> secrets = new ConcurrentHashMap<>();

  public SecretTexts(Provider<SecretsManagerClient> client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** A version of a secret. */
  public record Version(String id, String text) {}

  /** Whether a setting names a secret instead of being one. */
  public static boolean isReference(String setting) {
    return setting.startsWith("arn:");
  }

  /**
   * What a setting stands for.
   *
   * @throws IllegalStateException when the secret cannot be read, or has no value
   */
  public String text(String setting) {
    return isReference(setting) ? known(setting).text() : setting;
  }

  /**
   * The same for somebody who has reason to believe that the secret was replaced just now: reads it
   * again, but not more than once in five minutes, however often that is believed.
   */
  public String textAgain(String setting) {
    return isReference(setting) ? known(setting).textAgain() : setting;
  }

  /** The version of a secret that is current now; empty when it has none yet. */
  public Optional<Version> current(String arn) {
    try {
      var answer = client.get().getSecretValue(get -> get.secretId(arn));
      return Optional.of(new Version(answer.versionId(), answer.secretString()));
    } catch (ResourceNotFoundException _) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new IllegalStateException("Cannot read the secret " + arn, e);
    }
  }

  /**
   * Makes a text the current version of a secret, if nobody else has replaced the version that it
   * was made from. The id of the new version follows from that of the old one, and Secrets Manager
   * refuses two texts under one id, so that every version has one successor.
   *
   * @param before the version that was read; null when there was none
   * @return false when another text has replaced that version
   */
  public boolean replace(String arn, @Nullable Version before, String text) {
    String successor =
        UUID.nameUUIDFromBytes(
                ("after " + (before == null ? "none" : before.id()))
                    .getBytes(StandardCharsets.UTF_8))
            .toString();
    try {
      client
          .get()
          .putSecretValue(
              put -> put.secretId(arn).clientRequestToken(successor).secretString(text));
      secrets.remove(arn);
      return true;
    } catch (ResourceExistsException _) {
      return false;
    } catch (SdkException e) {
      throw new IllegalStateException("Cannot replace the secret " + arn, e);
    }
  }

  private Known known(String arn) {
    return secrets.computeIfAbsent(arn, Known::new);
  }

  private record Reading(String text, Instant at) {
    boolean isYounger(Duration age, Instant now) {
      return at.plus(age).isAfter(now);
    }
  }

  /** One secret; of several threads that need it one reads it and the others wait. */
  private final class Known {
    private final String arn;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Reading last;
    private Instant notBefore = Instant.MIN;
    private Instant againNotBefore = Instant.MIN;

    Known(String arn) {
      this.arn = arn;
    }

    String text() {
      Reading reading = last;
      if (reading != null && reading.isYounger(FRESH, clock.instant())) {
        return reading.text();
      }
      lock.lock();
      try {
        Instant now = clock.instant();
        reading = last;
        boolean isGood =
            reading != null
                && (reading.isYounger(FRESH, now)
                    || reading.isYounger(KEPT, now) && now.isBefore(notBefore));
        return isGood ? requireNonNull(reading).text() : read(reading, now);
      } finally {
        lock.unlock();
      }
    }

    String textAgain() {
      lock.lock();
      try {
        Instant now = clock.instant();
        if (now.isBefore(againNotBefore)) {
          return text();
        }
        againNotBefore = now.plus(FRESH);
        return read(last, now);
      } finally {
        lock.unlock();
      }
    }

    private String read(@Nullable Reading before, Instant now) {
      try {
        String text =
            current(arn)
                .map(Version::text)
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "Cannot read the secret %s: it has no value".formatted(arn)));
        last = new Reading(text, now);
        return text;
      } catch (IllegalStateException e) {
        if (before == null || !before.isYounger(KEPT, now)) {
          throw e;
        }
        LOG.warn("Kept what was known of a secret since {}", before.at(), e);
        notBefore = now.plus(PAUSE);
        return before.text();
      }
    }
  }
}
