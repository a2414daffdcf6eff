package io.granary.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.granary.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** An OpenID Connect issuer on this machine: a discovery document and its keys. */
final class OutsideIssuer implements AutoCloseable {
  static final String AUDIENCE = "granary";

  private final HttpServer server;
  private final AtomicInteger keyFetches = new AtomicInteger();
  private final RSAKey key = key("k1");

  OutsideIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    serve(
        "/.well-known/openid-configuration",
        () -> Json.write(Map.of("issuer", url(), "jwks_uri", url() + "/keys")));
    serve(
        "/keys",
        () -> {
          keyFetches.incrementAndGet();
          return new JWKSet(key.toPublicJWK()).toString();
        });
    server.start();
  }

  static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve(String path, Supplier<String> answer) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int keyFetches() {
    return keyFetches.get();
  }

  /** A token that is right, with some claims changed. */
  String token(String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
    return token(key, "JWT", subject, change);
  }

  String token(
      RSAKey signer, String type, String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
    var claims =
        change
            .apply(
                new JWTClaimsSet.Builder()
                    .issuer(url())
                    .audience(AUDIENCE)
                    .subject(subject)
                    .claim("preferred_username", "Ada Lovelace")
                    .claim("email", subject + "@example.com")
                    .claim("email_verified", true)
                    .expirationTime(Date.from(Instant.now().plusSeconds(600))))
            .build();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID(signer.getKeyID())
            .type(new JOSEObjectType(type))
            .build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new RSASSASigner(signer));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
