package io.granary.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.granary.database.OutsideIdentityRepository;
import io.granary.database.OutsideIdentityRepository.Identity;
import io.granary.database.User;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts the access tokens of one outside OpenID Connect issuer: asymmetric signatures only, with
 * issuer, audience, subject and expiry required (RFC 8725, RFC 9068). Its keys are fetched when
 * they are first needed, and for keys that are not known at most twice in five minutes. Whoever
 * comes for the first time gets an account.
 */
@Singleton
final class OutsideTokens {
  private static final Logger LOG = LoggerFactory.getLogger(OutsideTokens.class);
  private static final int MAX_LENGTH = 8192;
  private static final Duration FETCH_INTERVAL = Duration.ofMinutes(5);
  private static final Duration KEYS_LIFE = Duration.ofMinutes(15);

  /** Between two tries to reach an issuer that could not be. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** How long known keys still serve while the issuer cannot be reached. */
  private static final Duration OUTAGE = Duration.ofHours(4);

  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(3);

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.PS256, JWSAlgorithm.RS256);

  /** A token need not say what it is; one that does must be an access token. */
  private static final Set<@Nullable JOSEObjectType> TYPES =
      new HashSet<>(Arrays.asList(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));

  private final OutsideConfig config;
  private final OutsideIdentityRepository identities;
  private final InstantSource clock;
  private @Nullable DefaultJWTProcessor<SecurityContext> processor;
  private Instant nextFetch = Instant.MIN;

  OutsideTokens(OutsideConfig config, OutsideIdentityRepository identities, InstantSource clock) {
    if (!config.issuer().isEmpty() && config.audience().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot accept tokens of %s: granary.auth.oidc.audience is missing"
              .formatted(config.issuer()));
    }
    this.config = config;
    this.identities = identities;
    this.clock = clock;
  }

  /** Whether a token says that it is of the outside issuer. */
  boolean isOne(String token) {
    if (config.issuer().isEmpty() || token.length() > MAX_LENGTH) {
      return false;
    }
    try {
      return JWTParser.parse(token) instanceof SignedJWT signed
          && config.issuer().equals(signed.getJWTClaimsSet().getIssuer());
    } catch (ParseException _) {
      return false;
    }
  }

  /**
   * The account of a token's subject, made when there is none.
   *
   * @throws GranaryException TOKEN_EXPIRED, ISSUER_UNAVAILABLE, or AUTHENTICATION_REQUIRED without
   *     saying what is wrong
   */
  User user(String token) {
    try {
      JWTClaimsSet claims = processor().process(token, null);
      return identities
          .userOf(identity(claims), clock.instant())
          .orElseThrow(AccessTokens::refused);
    } catch (ExpiredJWTException e) {
      throw new GranaryException(Code.TOKEN_EXPIRED, "Cannot accept the token: it has expired.", e);
    } catch (IOException | JWKSetUnavailableException e) {
      LOG.warn("Could not reach the outside issuer: {}", e.getMessage());
      throw new GranaryException(
          Code.ISSUER_UNAVAILABLE, "Cannot check the token now: its issuer cannot be reached.", e);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      LOG.info("Refused an outside token: {}", e.getMessage());
      throw new GranaryException(
          Code.AUTHENTICATION_REQUIRED, "Cannot accept the request without a valid token.", e);
    }
  }

  /** Fetches the keys anew when they are next needed: a copy of this process may be much later. */
  synchronized void forget() {
    processor = null;
    nextFetch = Instant.MIN;
  }

  private Identity identity(JWTClaimsSet claims) throws ParseException {
    boolean emailIsVerified = Boolean.TRUE.equals(claims.getClaim("email_verified"));
    return new Identity(
        config.issuer(),
        claims.getSubject(),
        claims.getStringClaim(config.usernameClaim()),
        emailIsVerified ? claims.getStringClaim("email") : null);
  }

  private synchronized DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    if (processor == null) {
      Instant now = clock.instant();
      if (now.isBefore(nextFetch)) {
        throw new IOException("The issuer could not be reached a moment ago");
      }
      nextFetch = now.plus(PAUSE);
      var made = new DefaultJWTProcessor<SecurityContext>();
      made.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys()));
      made.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPES));
      made.setJWTClaimsSetVerifier(new OutsideClaims(config.issuer(), config.audience(), clock));
      processor = made;
    }
    return processor;
  }

  private JWKSource<SecurityContext> keys() throws IOException {
    var documents = new IssuerDocuments(config.allowPrivateAddresses());
    String base = config.issuer().replaceFirst("/$", "");
    String discovery =
        documents.retrieveResource(url(base + "/.well-known/openid-configuration")).getContent();
    JsonNode described;
    try {
      described = Json.tree(discovery);
    } catch (IllegalArgumentException e) {
      throw new IOException("Cannot read the issuer's discovery document", e);
    }
    if (!config.issuer().equals(described.path("issuer").asText())) {
      throw new IOException("Cannot trust the issuer: its discovery document names another");
    }
    return JWKSourceBuilder.<SecurityContext>create(
            url(described.path("jwks_uri").asText()), documents)
        .cache(KEYS_LIFE.toMillis(), FETCH_TIMEOUT.toMillis())
        .retrying(true)
        .outageTolerant(OUTAGE.toMillis())
        .rateLimited(FETCH_INTERVAL.toMillis())
        .build();
  }

  private static URL url(String text) throws IOException {
    try {
      return URI.create(text).toURL();
    } catch (IllegalArgumentException | MalformedURLException e) {
      throw new IOException("Cannot read the issuer's address", e);
    }
  }
}
