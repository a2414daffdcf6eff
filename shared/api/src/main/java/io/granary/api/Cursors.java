package io.granary.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.granary.storage.SecretTexts;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads the cursors of lists: the keys of the last row, signed together with the query
 * they belong to.
 */
@Singleton
public final class Cursors {
  private static final int TAG_BYTES = 16;
  private static final int MAX_LENGTH = 2048;

  private final AuthConfig config;
  private final SecretTexts secrets;

  public Cursors(AuthConfig config, SecretTexts secrets) {
    this.config = config;
    this.secrets = secrets;
  }

  /**
   * @param query everything that decides which rows the list has, and for whom
   * @param keys the sort keys of the last row
   */
  public String write(String query, List<String> keys) {
    ObjectNode node = Json.mapper().createObjectNode();
    keys.forEach(node.withArray("/k")::add);
    byte[] payload = node.toString().getBytes(StandardCharsets.UTF_8);
    byte[] tag = tag(query, payload);
    byte[] all = Arrays.copyOf(tag, tag.length + payload.length);
    System.arraycopy(payload, 0, all, tag.length, payload.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /**
   * The keys that were written for this query.
   *
   * @throws GranaryException INVALID_CURSOR for any other text
   */
  public List<String> read(String query, String cursor) {
    try {
      byte[] all =
          cursor.length() > MAX_LENGTH ? new byte[0] : Base64.getUrlDecoder().decode(cursor);
      if (all.length <= TAG_BYTES) {
        throw invalid();
      }
      byte[] payload = Arrays.copyOfRange(all, TAG_BYTES, all.length);
      if (!MessageDigest.isEqual(tag(query, payload), Arrays.copyOf(all, TAG_BYTES))) {
        throw invalid();
      }
      return Json.mapper()
          .readTree(new String(payload, StandardCharsets.UTF_8))
          .path("k")
          .valueStream()
          .map(node -> node.asText())
          .toList();
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw new GranaryException(
          Code.INVALID_CURSOR, "Cannot continue the list: the cursor is not of this query.", e);
    }
  }

  /** The last row of a page of a list that is ordered by time and then by id. */
  public record Position(Instant at, UUID id) {}

  public String write(String query, Position last) {
    return write(query, List.of(last.at().toString(), last.id().toString()));
  }

  /**
   * Where a list goes on; null at its beginning.
   *
   * @throws GranaryException INVALID_CURSOR
   */
  public @Nullable Position position(String query, @Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    List<String> keys = read(query, cursor);
    return new Position(Instant.parse(keys.get(0)), UUID.fromString(keys.get(1)));
  }

  private byte[] tag(String query, byte[] payload) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key());
      mac.update(query.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(payload), TAG_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot sign a cursor", e);
    }
  }

  private SecretKeySpec key() {
    return new SecretKeySpec(
        Base64.getDecoder().decode(secrets.text(config.cursorKey())), "HmacSHA256");
  }

  private static GranaryException invalid() {
    return new GranaryException(
        Code.INVALID_CURSOR, "Cannot continue the list: the cursor is not of this query.");
  }
}
