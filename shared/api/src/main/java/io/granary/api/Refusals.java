package io.granary.api;

import io.granary.domain.Code;
import io.granary.domain.DatasetRole;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which codes an operation may refuse with: what the edge does to it, and what it says itself. */
final class Refusals {
  private Refusals() {}

  /** The codes in the order of {@link Code}. */
  static Set<Code> of(Operation operation) {
    EnumSet<Code> codes = EnumSet.of(Code.INTERNAL);
    codes.addAll(Arrays.asList(operation.declared().refuses()));
    addAccess(codes, operation.access());
    if (operation.body().isPresent()) {
      codes.addAll(
          List.of(Code.PAYLOAD_TOO_LARGE, Code.UNSUPPORTED_MEDIA_TYPE, Code.VALIDATION_FAILED));
      if (operation.declared().consumes().equals("application/json")) {
        codes.add(Code.MALFORMED_JSON);
        codes.add(Code.UNKNOWN_FIELD);
      }
    }
    if (operation.parameters().isPresent()) {
      codes.add(Code.VALIDATION_FAILED);
      codes.add(Code.UNKNOWN_FIELD);
    }
    if (operation.takesCursor()) {
      codes.add(Code.INVALID_CURSOR);
    }
    if (operation.takesIdempotencyKey()) {
      codes.addAll(
          List.of(
              Code.IDEMPOTENCY_IN_PROGRESS, Code.IDEMPOTENCY_KEY_REUSED, Code.VALIDATION_FAILED));
    }
    if (operation.takesIfMatch()) {
      codes.add(Code.PRECONDITION_FAILED);
    }
    return Collections.unmodifiableSet(codes);
  }

  private static void addAccess(Set<Code> codes, Access access) {
    if (access != Access.PUBLIC) {
      codes.addAll(List.of(Code.AUTHENTICATION_REQUIRED, Code.TOKEN_EXPIRED, Code.RATE_LIMITED));
    }
    if (access.resource() != null) {
      codes.add(Code.NOT_FOUND);
    }
    if (access == Access.ADMIN || access.role() != null && access.role() != DatasetRole.VIEWER) {
      codes.add(Code.FORBIDDEN);
    }
  }
}
