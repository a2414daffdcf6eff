package io.granary.api;

import io.granary.domain.DatasetRole;
import org.jspecify.annotations.Nullable;

/** Who may call an operation, and through which resource in its path. */
public enum Access {
  /** Everybody, without a token. */
  PUBLIC(null, null),
  /** Everybody with a token. */
  SIGNED_IN(null, null),
  ADMIN(null, null),
  DATASET_VIEWER(Resource.DATASET, DatasetRole.VIEWER),
  DATASET_EDITOR(Resource.DATASET, DatasetRole.EDITOR),
  DATASET_OWNER(Resource.DATASET, DatasetRole.OWNER),
  SAMPLE_VIEWER(Resource.SAMPLE, DatasetRole.VIEWER),
  PROJECT_VIEWER(Resource.PROJECT, DatasetRole.VIEWER),
  PROJECT_EDITOR(Resource.PROJECT, DatasetRole.EDITOR),
  PROJECT_SAMPLE_VIEWER(Resource.PROJECT_SAMPLE, DatasetRole.VIEWER),
  /** Whoever started the job, or may see its dataset. */
  JOB_VIEWER(Resource.JOB, DatasetRole.VIEWER),
  /** Whoever started the job, or may change its dataset. */
  JOB_EDITOR(Resource.JOB, DatasetRole.EDITOR),
  MODEL_OWNER(Resource.MODEL, DatasetRole.OWNER),
  /** Whoever began the upload. */
  UPLOAD_OWNER(Resource.UPLOAD, DatasetRole.OWNER),
  /** Whose dataset it was when the backup was made, or who has got what was theirs. */
  BACKUP_OWNER(Resource.BACKUP, DatasetRole.OWNER),
  /** The owner of a dataset that may be in the trash; who shared in it sees it there no more. */
  KEPT_DATASET_OWNER(Resource.KEPT_DATASET, DatasetRole.OWNER),
  /** Whoever may see a dataset, and its owner also while it is in the trash. */
  KEPT_DATASET_VIEWER(Resource.KEPT_DATASET, DatasetRole.VIEWER),
  /** Nobody over HTTP: the function is started by an event. */
  EVENT(null, null);

  /** What the path of an operation names. */
  enum Resource {
    DATASET,
    SAMPLE,
    PROJECT,
    PROJECT_SAMPLE,
    JOB,
    MODEL,
    UPLOAD,
    BACKUP,
    KEPT_DATASET
  }

  private final @Nullable Resource resource;
  private final @Nullable DatasetRole role;

  Access(@Nullable Resource resource, @Nullable DatasetRole role) {
    this.resource = resource;
    this.role = role;
  }

  @Nullable Resource resource() {
    return resource;
  }

  @Nullable DatasetRole role() {
    return role;
  }
}
