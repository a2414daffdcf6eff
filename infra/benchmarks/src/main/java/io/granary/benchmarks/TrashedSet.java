package io.granary.benchmarks;

import io.granary.storage.ObjectKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A dataset of pictures in the trash: rows, with a box on each picture, and objects that are laid
 * as files where the embedded S3 keeps them. Beside them is the archive that they came in, which no
 * row knows of.
 *
 * @param store the folder of the bucket
 */
record TrashedSet(Bench bench, Path store, UUID id, String name, int pictures) {
  private static final int PICTURE_BYTES = 100;
  private static final int ARCHIVE_BYTES = 5000;
  private static final int PER_FOLDER = 1000;

  static TrashedSet make(Bench bench, Path store, String name, int pictures) throws IOException {
    var set = new TrashedSet(bench, store, UUID.randomUUID(), name, pictures);
    set.insert();
    lay(store, set.prefix(), pictures);
    Path archive = store.resolve(set.archive());
    Files.createDirectories(archive.getParent());
    Files.write(archive, new byte[ARCHIVE_BYTES]);
    return set;
  }

  /** Makes the files of some objects, whose keys it gives. */
  static List<String> lay(Path store, String prefix, int pictures) throws IOException {
    byte[] content = new byte[PICTURE_BYTES];
    List<String> keys = new ArrayList<>(pictures);
    for (int i = 0; i < pictures; i++) {
      String folder = prefix + "images/%03d".formatted(i / PER_FOLDER);
      if (i % PER_FOLDER == 0) {
        Files.createDirectories(store.resolve(folder));
      }
      String key = "%s/%06d.jpg".formatted(folder, i);
      Files.write(store.resolve(key), content);
      keys.add(key);
    }
    return keys;
  }

  private String prefix() {
    return ObjectKeys.dataset(user(), id) + id + "/";
  }

  private String archive() {
    return ObjectKeys.source(user(), id, id, "set.zip");
  }

  private UUID user() {
    return bench.user().id();
  }

  /** Objects, with the archive. */
  long objects() {
    return pictures + 1L;
  }

  long bytes() {
    return (long) pictures * PICTURE_BYTES + ARCHIVE_BYTES;
  }

  private void insert() {
    execute(
        """
        insert into datasets
          (id, owner_id, name, status, modality, source_type, total_samples, annotation_count,
           file_size, created_at, updated_at, deleted_at, deleted_by, restore_until)
        values
          ('%1$s', '%2$s', '%3$s', 'ready', 'image', 'drop', %4$d, %4$d, %5$d, now(), now(),
           now() - interval '1 day', '%2$s', now() + interval '29 days')
        """
            .formatted(id, user(), name, pictures, bytes()));
    execute(
        """
        insert into samples
          (dataset_id, id, ingest_id, path, folder, modality, object_key, size, sha256, media_type,
           width, height, stored_width, stored_height, orientation, frames, annotation_count,
           created_at)
        select '%1$s', gen_random_uuid(), '%1$s', path, folder, 'image', '%2$s' || path, %3$d,
          repeat('0', 64), 'image/jpeg', 64, 48, 64, 48, 1, 1, 1, now()
        from (select folder, folder || '/' || lpad(n::text, 6, '0') || '.jpg' as path
              from (select n, 'images/' || lpad((n / %4$d)::text, 3, '0') as folder
                    from generate_series(0, %5$d - 1) n) f) p
        """
            .formatted(id, prefix(), PICTURE_BYTES, PER_FOLDER, pictures));
    execute(
        """
        insert into annotations
          (dataset_id, id, sample_id, type, x, y, width, height, geometry, attributes, created_by,
           created_at)
        select dataset_id, gen_random_uuid(), id, 'bbox', 16, 12, 32, 24,
          '{"x":16,"y":12,"width":32,"height":24}', '{}', '%2$s', now()
        from samples where dataset_id = '%1$s'
        """
            .formatted(id, user()));
    execute("analyze samples");
    execute("analyze annotations");
  }

  private void execute(String sql) {
    bench.stack().executeAsOwner(sql);
  }
}
