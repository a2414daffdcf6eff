package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** What S3 has against what the database knows, in both buckets, while nothing is under way. */
record BothStores(LocalProcess platform) {
  /** Each of these has an object. */
  private static final String KEPT =
      """
      select object_key from samples
      union all select object_key from source_files
      union all
      select 'raw/' || i.user_id || '/' || i.dataset_id || '/source/' || i.id || '/' || m.path
      from ingests i
        join datasets d on d.id = i.dataset_id
        join ingest_items m on m.ingest_id = i.id
      where m.kind <> 'FILE'
      """;

  private static final String THUMBNAILS =
      """
      select 'thumbnails/' || dataset_id || '/' || id || '-' || left(sha256, 16) || '.jpg'
      from samples
      """;

  private static final String ROWS_LEFT =
      """
      select (select count(*) from samples) + (select count(*) from source_files)
        + (select count(*) from annotations) + (select count(*) from classes)
        + (select count(*) from projects) + (select count(*) from datasets)
        + (select count(*) from dataset_statistics) + (select count(*) from dataset_shares)
      """;

  /** Every row has its object, and every object its row; of backups nothing is half made. */
  void agree() {
    try (S3Client s3 = platform.s3()) {
      Set<String> known = new HashSet<>(platform.texts(KEPT));
      List<String> there = ofDatasets(s3);
      assertThat(there).containsAll(known);
      known.addAll(platform.texts(THUMBNAILS));
      assertThat(known).containsAll(there);
      assertThat(LocalProcess.keys(s3, backups()))
          .containsExactlyInAnyOrderElementsOf(
              platform.texts("select object_key from backups where state = 'ready'"));
      assertThat(platform.texts("select id::text from backups where state <> 'ready'")).isEmpty();
      assertThat(platform.count("select count(*) from backup_parts")).isZero();
      assertThat(s3.listMultipartUploads(list -> list.bucket(backups())).uploads())
          .extracting(MultipartUpload::key)
          .isEmpty();
    }
  }

  /** Nothing is left of any dataset but its backups. */
  void areEmpty() {
    agree();
    try (S3Client s3 = platform.s3()) {
      assertThat(ofDatasets(s3)).isEmpty();
    }
    assertThat(platform.count(ROWS_LEFT)).isZero();
  }

  /** How many thumbnails there are. */
  long thumbnails() {
    try (S3Client s3 = platform.s3()) {
      return platform.keys(s3).stream().filter(key -> key.startsWith("thumbnails/")).count();
    }
  }

  private List<String> ofDatasets(S3Client s3) {
    return platform.keys(s3).stream()
        .filter(key -> key.startsWith("raw/") || key.startsWith("thumbnails/"))
        .toList();
  }

  private String backups() {
    return platform.bucket() + "-backups";
  }
}
