package io.granary.domain;

/**
 * Every stable code a client may rely on, with the HTTP status it is answered with and a sentence
 * that says what it means. Codes are never renamed; a detail may change.
 */
public enum Code {
  AUTHENTICATION_REQUIRED(401, "This operation needs a valid access token."),
  TOKEN_EXPIRED(401, "The access token has expired."),
  FORBIDDEN(403, "The caller may see this, but may not do that."),
  NOT_FOUND(404, "There is nothing of that identity that the caller may see."),
  ROUTE_NOT_FOUND(404, "There is no operation at this path."),
  METHOD_NOT_ALLOWED(405, "The path exists, but not for this method."),
  VALIDATION_FAILED(400, "The request is not valid."),
  MALFORMED_JSON(400, "The body is not well-formed JSON."),
  UNKNOWN_FIELD(400, "The request has a field that the operation does not know."),
  READ_ONLY_FIELD(400, "The request changes a field that cannot be written."),
  INVALID_CURSOR(400, "The cursor was altered or belongs to another query."),
  PAYLOAD_TOO_LARGE(413, "The body is larger than this way of sending takes."),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is of a media type that the operation does not take."),
  RATE_LIMITED(429, "Too many requests."),
  TOO_MANY_ATTEMPTS(429, "Too many attempts to log in."),
  PRECONDITION_FAILED(412, "The resource has changed since it was read."),
  IF_MATCH_REQUIRED(428, "The operation needs an If-Match header."),
  IDEMPOTENCY_IN_PROGRESS(409, "The same request is still running."),
  IDEMPOTENCY_KEY_REUSED(409, "The idempotency key was used for another request."),
  USERNAME_TAKEN(409, "The username is taken."),
  EMAIL_TAKEN(409, "The email address is taken."),
  DATASET_NAME_TAKEN(409, "The owner already has a dataset of that name."),
  DATASET_NOT_READY(409, "The dataset is not ready."),
  DATASET_BUSY(409, "Other work on the dataset is running."),
  QUOTA_EXCEEDED(409, "The user has no room for more."),
  MODEL_NAME_TAKEN(409, "The owner already has a model of that name."),
  MODEL_IN_USE(409, "The model still has datasets."),
  JOB_ENDED(409, "The job has ended."),
  JOB_CANCELLED(409, "The job was cancelled."),
  JOB_NOT_RETRIABLE(409, "The job cannot run again."),
  UPLOAD_INCOMPLETE(409, "Not all of what was declared has arrived."),
  UPLOAD_CONFLICT(409, "The upload has a file of that path that was declared otherwise."),
  UPLOAD_ENDED(409, "The upload takes nothing more."),
  UPLOAD_EXPIRED(410, "The upload was not completed in time."),
  CHECKSUM_MISMATCH(409, "What has arrived does not have the declared SHA-256."),
  UNKNOWN_USER(400, "There is no user of that name."),
  RESERVED_NAME(400, "The name is reserved."),
  NO_SAMPLES_FOUND(400, "No sample of any modality was found."),
  ARCHIVE_CORRUPT(400, "The archive cannot be read."),
  ARCHIVE_ENCRYPTED(400, "Every entry of the archive is encrypted."),
  ARCHIVE_BOMB(400, "The archive inflates to far more than it should."),
  ARCHIVE_TOO_LARGE(413, "The archive is over a limit."),
  SOURCE_CHANGED(409, "What was to be read was replaced or removed before it was."),
  ARCHIVE_NEEDS_SEEKING(413, "The archive is too large to be read from its start."),
  ROLE_REQUIRED(400, "A feature needs a column of a role that the definition does not have."),
  JOIN_INVALID(400, "The tables cannot be joined so."),
  BUDGET_EXCEEDED(409, "The work would cost more than its budget allows."),
  WAREHOUSE_UNAVAILABLE(503, "The warehouse cannot be reached, or has no room for more work."),
  WAREHOUSE_DENIED(403, "The warehouse does not let us do that."),
  WAREHOUSE_QUERY_FAILED(409, "The warehouse began the query and could not finish it."),
  WAREHOUSE_DATASET_NOT_ALLOWED(400, "Tables of that warehouse dataset may not be used."),
  WAREHOUSE_PROJECT_NOT_ALLOWED(403, "The caller may not use that cloud project."),
  WRONG_KIND(409, "The operation is not for a dataset of that kind."),
  VERSION_PROTECTED(409, "The version is protected."),
  CONFIRMATION_MISMATCH(400, "The name that was typed is not the dataset's."),
  DELETION_BLOCKED(409, "Something depends on the dataset that must not lose it."),
  NOT_IN_TRASH(409, "The dataset is not in the trash."),
  RETENTION_OVER(410, "The time is over in which the dataset could be restored."),
  BACKUP_FAILED(502, "The backup could not be made; nothing was deleted."),
  ISSUER_UNAVAILABLE(503, "The issuer of the token cannot be reached."),
  INTERNAL(500, "Something went wrong on our side.");

  private final int status;
  private final String sentence;

  Code(int status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  /** The HTTP status this code is answered with. */
  public int status() {
    return status;
  }

  /** What the code means, as one sentence without values. */
  public String sentence() {
    return sentence;
  }
}
