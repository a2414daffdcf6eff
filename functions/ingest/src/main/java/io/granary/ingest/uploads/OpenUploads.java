package io.granary.ingest.uploads;

import io.granary.database.AccessRepository;
import io.granary.database.Upload;
import io.granary.database.Upload.State;
import io.granary.database.UploadRepository;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.DatasetRole;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Gives uploads to those who want to go on with them, as long as that makes sense. */
@Singleton
final class OpenUploads {
  private final UploadRepository uploads;
  private final AccessRepository access;
  private final UserRepository users;
  private final InstantSource clock;

  OpenUploads(
      UploadRepository uploads,
      AccessRepository access,
      UserRepository users,
      InstantSource clock) {
    this.uploads = uploads;
    this.access = access;
    this.users = users;
    this.clock = clock;
  }

  /** An upload in whatever state. */
  Upload any(UUID id) {
    return uploads.find(id).orElseThrow(() -> GranaryException.notFound("upload"));
  }

  /**
   * An upload that takes files until the transaction ends.
   *
   * @throws GranaryException UPLOAD_ENDED, UPLOAD_EXPIRED; FORBIDDEN or NOT_FOUND for who may not
   *     change the dataset any more
   */
  Upload hold(Handle handle, UUID id) {
    Upload upload = uploads.hold(handle, id).orElseThrow(() -> GranaryException.notFound("upload"));
    require(upload);
    return upload;
  }

  /**
   * @throws GranaryException UPLOAD_ENDED, UPLOAD_EXPIRED; FORBIDDEN or NOT_FOUND for who may not
   *     change the dataset any more
   */
  void require(Upload upload) {
    if (upload.state() != State.COMPLETED && !clock.instant().isBefore(upload.expiresAt())) {
      throw new GranaryException(
          Code.UPLOAD_EXPIRED,
          "Cannot go on with the upload: it has ended at %s.".formatted(upload.expiresAt()));
    }
    if (upload.state() != State.OPEN) {
      throw ended(upload.state());
    }
    if (upload.isReserved() && upload.datasetId() == null) {
      throw GranaryException.notFound("dataset");
    }
    if (upload.datasetId() != null) {
      boolean isAdmin =
          users.find(upload.userId()).filter(user -> user.role().equals("admin")).isPresent();
      requireEditor(upload.userId(), isAdmin, upload.datasetId());
    }
  }

  /**
   * Lets nobody add to a dataset who may not, also not any more.
   *
   * @throws GranaryException NOT_FOUND, FORBIDDEN, DATASET_BUSY while it is being deleted
   */
  void requireEditor(UUID user, boolean isAdmin, UUID dataset) {
    var grant =
        access.toDataset(dataset, user).orElseThrow(() -> GranaryException.notFound("dataset"));
    DatasetRole role = isAdmin ? DatasetRole.OWNER : grant.role();
    if (role == null) {
      throw GranaryException.notFound("dataset");
    }
    if (!role.includes(DatasetRole.EDITOR)) {
      throw new GranaryException(
          Code.FORBIDDEN, "Cannot do this as %s: it takes %s.".formatted(role, DatasetRole.EDITOR));
    }
    if (grant.isLeaving()) {
      throw new GranaryException(
          Code.DATASET_BUSY, "Cannot add to the dataset: it is being deleted.");
    }
  }

  static GranaryException ended(State state) {
    return new GranaryException(
        Code.UPLOAD_ENDED,
        state == State.COMPLETED
            ? "Cannot change the upload: it is completed."
            : "Cannot go on with the upload: it was aborted.");
  }
}
