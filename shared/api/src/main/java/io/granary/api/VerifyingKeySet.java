package io.granary.api;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The public halves of a {@link SigningKeySet}.
 *
 * @param all newest first
 */
record VerifyingKeySet(List<ECKey> all) {
  VerifyingKeySet {
    all = List.copyOf(all);
  }

  /**
   * Reads a set of public keys, or the public halves of private ones.
   *
   * @throws IllegalArgumentException when the text is no set with keys
   */
  static VerifyingKeySet parse(String set) {
    VerifyingKeySet keys = keys(set);
    if (keys.all.isEmpty()) {
      throw new IllegalArgumentException("Cannot verify tokens: there is no key with id");
    }
    return keys;
  }

  /** The same, where what cannot be read counts as a set without keys. */
  static VerifyingKeySet orEmpty(String text) {
    try {
      return keys(text);
    } catch (IllegalArgumentException _) {
      return new VerifyingKeySet(List.of());
    }
  }

  private static VerifyingKeySet keys(String set) {
    try {
      return sorted(
          JWKSet.parse(set).getKeys().stream()
              .map(JWK::toECKey)
              .filter(key -> key.getKeyID() != null)
              .map(ECKey::toPublicJWK));
    } catch (ParseException | ClassCastException _) {
      // Without its cause, whose message may have the text.
      throw new IllegalArgumentException(
          "Cannot read the verifying keys: they are no JWK set of EC keys");
    }
  }

  private static VerifyingKeySet sorted(Stream<ECKey> keys) {
    return new VerifyingKeySet(
        keys.sorted(Comparator.comparing(SigningKeySet::madeAt).reversed()).toList());
  }

  /** The key that verifies what names it. */
  Optional<ECKey> find(String id) {
    return all.stream().filter(key -> key.getKeyID().equals(id)).findFirst();
  }

  /** The keys of both. */
  VerifyingKeySet with(VerifyingKeySet other) {
    return sorted(Stream.concat(all.stream(), other.all.stream()).distinct());
  }

  /** As RFC 7517 writes them. */
  String text() {
    return new JWKSet(List.<JWK>copyOf(all)).toString(true);
  }
}
