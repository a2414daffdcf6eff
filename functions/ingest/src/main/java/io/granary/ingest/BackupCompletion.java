package io.granary.ingest;

import io.granary.database.DatasetDigest;
import io.granary.database.Ingest;
import io.granary.database.RestoredRepository;
import io.granary.database.RestoredRepository.About;
import io.granary.domain.BackupLayout;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import io.granary.formats.granary.BackupManifest;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Ends the making of a dataset from a backup: what is said about the dataset comes back where
 * nobody has said anything else, and its content is compared with the one that was backed up.
 */
@Singleton
final class BackupCompletion {
  /** As update-dataset has them. */
  private static final int MAX_DESCRIPTION = 2000;

  private static final int MAX_TAGS = 50;
  private static final int MAX_TAG = 50;
  private static final int MAX_JSON = 64_000;

  private final RestoredRepository restored;
  private final DatasetDigest digests;

  BackupCompletion(RestoredRepository restored, DatasetDigest digests) {
    this.restored = restored;
    this.digests = digests;
  }

  /** Completes a new dataset whose rows are there; one that was added to stays as it is. */
  void complete(Handle handle, Ingest ingest, BackupManifest backup, IssueLog issues) {
    if (ingest.mode() == Ingest.Mode.ADD) {
      return;
    }
    var check = new Check(issues);
    restored.fill(
        handle,
        ingest.datasetId(),
        new About(
            check.description(backup.description()),
            check.tags(backup.tags()),
            check.object("metadata", backup.metadata()),
            check.object("pipeline_config", backup.pipelineConfig())));
    if (backup.digest().isEmpty()) {
      return;
    }
    String digest = digests.of(handle, ingest.datasetId());
    if (!digest.equals(backup.digest())) {
      issues.add(
          IssueCode.BACKUP_DIFFERS,
          BackupLayout.MANIFEST,
          "",
          "Its digest is %s instead of %s".formatted(digest, backup.digest()));
    }
  }

  /** Lets what update-dataset would take pass, and tells of the rest. */
  private record Check(IssueLog issues) {
    @Nullable String description(String text) {
      if (text.isEmpty()) {
        return null;
      }
      return isSound("description", text.length() <= MAX_DESCRIPTION, text.length()) ? text : null;
    }

    List<String> tags(List<String> given) {
      Set<String> tags = new LinkedHashSet<>();
      given.forEach(tag -> tags.add(tag.strip()));
      boolean isSound =
          given.size() <= MAX_TAGS
              && tags.stream().noneMatch(tag -> tag.isEmpty() || tag.length() > MAX_TAG);
      return isSound("tags", isSound, given.size()) ? List.copyOf(tags) : List.of();
    }

    String object(String field, String json) {
      return isSound(field, json.length() <= MAX_JSON, json.length()) ? json : "{}";
    }

    private boolean isSound(String field, boolean holds, int size) {
      if (!holds) {
        issues.add(
            IssueCode.BACKUP_FIELD_INVALID,
            BackupLayout.MANIFEST,
            "",
            "Its %s, of size %d, was left out".formatted(field, size));
      }
      return holds;
    }
  }
}
