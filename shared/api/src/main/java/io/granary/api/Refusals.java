package io.granary.api;

import io.granary.api.LambdaFunction.Use;
import io.granary.domain.Code;
import io.granary.domain.DatasetRole;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which codes an operation may refuse with: what the edge does to it, and what it says itself. */
final class Refusals {
  /** What belongs to one dataset, and is changed with it. */
  private static final Set<Access.Resource> OF_DATASETS =
      EnumSet.of(
          Access.Resource.DATASET,
          Access.Resource.SAMPLE,
          Access.Resource.PROJECT,
          Access.Resource.PROJECT_SAMPLE);

  private static final List<Code> OF_THE_WAREHOUSE =
      List.of(
          Code.WAREHOUSE_UNAVAILABLE,
          Code.WAREHOUSE_DENIED,
          Code.WAREHOUSE_QUERY_FAILED,
          Code.WAREHOUSE_DATASET_NOT_ALLOWED,
          Code.WAREHOUSE_PROJECT_NOT_ALLOWED);

  private Refusals() {}

  /** The codes in the order of {@link Code}. */
  static Set<Code> of(Operation operation) {
    EnumSet<Code> codes = EnumSet.of(Code.INTERNAL);
    codes.addAll(Arrays.asList(operation.declared().refuses()));
    addAccess(codes, operation.access());
    if (List.of(operation.declared().uses()).contains(Use.WAREHOUSE)) {
      codes.addAll(OF_THE_WAREHOUSE);
    }
    // Whatever it takes, it refuses what it does not know.
    codes.addAll(List.of(Code.VALIDATION_FAILED, Code.UNKNOWN_FIELD));
    if (!operation.route().method().equals("GET")) {
      codes.addAll(List.of(Code.PAYLOAD_TOO_LARGE, Code.UNSUPPORTED_MEDIA_TYPE));
      if (operation.declared().consumes().equals("application/json")) {
        codes.add(Code.MALFORMED_JSON);
      }
    }
    if (changesDataset(operation.access(), operation.route().method())) {
      codes.add(Code.DATASET_BUSY);
    }
    if (operation.takesCursor()) {
      codes.add(Code.INVALID_CURSOR);
    }
    if (operation.takesIdempotencyKey()) {
      codes.addAll(List.of(Code.IDEMPOTENCY_IN_PROGRESS, Code.IDEMPOTENCY_KEY_REUSED));
    }
    if (operation.takesIfMatch()) {
      codes.add(Code.PRECONDITION_FAILED);
    }
    if (operation.declared().ifMatchRequired()) {
      codes.add(Code.IF_MATCH_REQUIRED);
    }
    return Collections.unmodifiableSet(codes);
  }

  /** Whether it is refused while its dataset is being deleted. */
  static boolean changesDataset(Access access, String method) {
    return !method.equals("GET")
        && access.role() != null
        && access.role() != DatasetRole.VIEWER
        && access.resource() != null
        && OF_DATASETS.contains(access.resource());
  }

  private static void addAccess(Set<Code> codes, Access access) {
    if (access != Access.PUBLIC) {
      codes.addAll(
          List.of(
              Code.AUTHENTICATION_REQUIRED,
              Code.TOKEN_EXPIRED,
              Code.ISSUER_UNAVAILABLE,
              Code.RATE_LIMITED));
    }
    if (access.resource() != null) {
      codes.add(Code.NOT_FOUND);
    }
    if (access == Access.ADMIN || access.role() != null && access.role() != DatasetRole.VIEWER) {
      codes.add(Code.FORBIDDEN);
    }
  }
}
