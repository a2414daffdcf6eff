package io.granary.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.storage.ObjectKeys;
import io.granary.storage.Objects.Listed;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is there, beside the model. */
final class Comparison {
  /** Rows of these stay when their dataset goes, and tell of it. */
  private static final List<String> STAYING =
      List.of("audit_entries", "jobs", "deletions", "backups");

  private final Model model;
  private final Person owner;
  private final Person friend;
  private final TestStack stack;
  private final Jdbi jdbi;
  private final String orphans;

  Comparison(Model model, Person owner, Person friend) {
    this.model = model;
    this.owner = owner;
    this.friend = friend;
    this.stack = owner.stack();
    this.jdbi = stack.bean(Jdbi.class);
    this.orphans = orphans();
  }

  void check() {
    checkLists();
    model.sets().forEach(this::checkContent);
    checkObjects();
    checkBackupObjects();
    assertThat(Ask.of(stack).text(orphans)).as("rows without a dataset").isNull();
    assertThat(
            Ask.of(stack)
                .count(
                    "select count(*) from deletions where ended_at is null and step <> 'settling'"))
        .as("deletions that stand still")
        .isZero();
  }

  private void checkLists() {
    assertThat(owner.items("/api/datasets").stream().map(each -> line(each)))
        .as("datasets of the owner")
        .containsExactlyInAnyOrderElementsOf(
            model.active().stream().map(set -> line(set, "owner")).toList());
    assertThat(friend.items("/api/datasets").stream().map(each -> line(each)))
        .as("datasets of the friend")
        .containsExactlyInAnyOrderElementsOf(
            model.active().stream()
                .filter(set -> set.friendRole != null)
                .map(set -> line(set, String.valueOf(set.friendRole)))
                .toList());
    assertThat(
            owner.items("/api/datasets/trash").stream()
                .map(each -> text(each, "id", "name", "purging", "total_samples")))
        .as("trash")
        .containsExactlyInAnyOrderElementsOf(
            model.trash().stream()
                .map(
                    set ->
                        "%s %s false %d".formatted(set.id, set.name, set.content.pictures().size()))
                .toList());
    assertThat(
            owner.items("/api/backups").stream()
                .map(each -> text(each, "id", "dataset_id", "state", "digest", "annotation_count")))
        .as("backups")
        .containsExactlyInAnyOrderElementsOf(
            model.backups().stream()
                .map(
                    backup ->
                        "%s %s ready %s %d"
                            .formatted(
                                backup.id(),
                                backup.dataset(),
                                backup.content().digest(),
                                backup.content().boxes()))
                .toList());
  }

  private static String line(JsonNode item) {
    return text(item, "id", "name", "status", "total_samples", "annotation_count", "role");
  }

  private static String line(ModelSet set, String role) {
    return "%s %s ready %d %d %s"
        .formatted(set.id, set.name, set.content.pictures().size(), set.content.boxes(), role);
  }

  private static String text(JsonNode item, String... fields) {
    return Stream.of(fields)
        .map(field -> item.path(field).asText())
        .collect(Collectors.joining(" "));
  }

  private void checkContent(ModelSet set) {
    assertThat(owner.digest(set.id)).as("digest of %s", set).isEqualTo(set.content.digest());
    Map<String, String> pictures = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("select path, sha256 from samples where dataset_id = :id")
                .bind("id", set.id)
                .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(each -> pictures.put(each.getKey(), each.getValue())));
    assertThat(pictures).as("pictures of %s", set).isEqualTo(set.content.pictures());
    assertThat(Ask.of(stack).count("select count(*) from annotations where dataset_id = ?", set.id))
        .as("boxes of %s", set)
        .isEqualTo(set.content.boxes());
  }

  /** Every row has its object, every object its row, and each of a dataset that is there. */
  private void checkObjects() {
    String all = ObjectKeys.RAW + owner.user().id() + "/";
    Map<UUID, List<String>> found;
    try (Stream<Listed> listed = stack.objects().list(all)) {
      found =
          listed
              .map(Listed::key)
              .collect(
                  Collectors.groupingBy(
                      key -> UUID.fromString(key.substring(all.length(), all.length() + 36))));
    }
    assertThat(found.keySet())
        .as("datasets with objects")
        .containsExactlyInAnyOrderElementsOf(model.sets().stream().map(set -> set.id).toList());
    for (ModelSet set : model.sets()) {
      assertThat(found.get(set.id))
          .as("objects of %s", set)
          .containsExactlyInAnyOrderElementsOf(keys(set));
    }
  }

  /** Of samples, files, and the archive that the dataset came in, which has no row of its own. */
  private List<String> keys(ModelSet set) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select object_key from samples where dataset_id = :id
                    union all select object_key from source_files where dataset_id = :id
                    union all
                    select 'raw/' || i.user_id || '/' || i.dataset_id || '/source/' || i.id || '/'
                      || m.path
                    from ingests i join ingest_items m on m.ingest_id = i.id
                    where i.dataset_id = :id and m.kind = 'ZIP'
                    """)
                .bind("id", set.id)
                .mapTo(String.class)
                .list());
  }

  private void checkBackupObjects() {
    String bucket = stack.stack().names().backupBucket();
    for (UUID dataset : model.seen) {
      List<String> kept =
          stack
              .bean(S3Client.class)
              .listObjectsV2(list -> list.bucket(bucket).prefix("backups/%s/".formatted(dataset)))
              .contents()
              .stream()
              .map(S3Object::key)
              .toList();
      assertThat(kept)
          .as("archives of %s", dataset)
          .containsExactlyInAnyOrderElementsOf(
              model.backups().stream()
                  .filter(backup -> backup.dataset().equals(dataset))
                  .map(ModelBackup::path)
                  .toList());
    }
  }

  /** A statement that names the tables with rows of datasets that are gone. */
  private String orphans() {
    String each =
        jdbi
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            select c.table_name from information_schema.columns c
                            join pg_class k on k.relname = c.table_name and not k.relispartition
                            where c.column_name = 'dataset_id' and c.table_schema = 'public'
                              and k.relkind in ('r', 'p')
                            """)
                        .mapTo(String.class)
                        .list())
            .stream()
            .filter(table -> !STAYING.contains(table))
            .map(
                table ->
                    """
                    select '%1$s' as name where exists (
                      select 1 from %1$s t where t.dataset_id is not null
                        and not exists (select 1 from datasets d where d.id = t.dataset_id))
                    """
                        .formatted(table))
            .collect(Collectors.joining(" union all "));
    return "select string_agg(name, ' ') from (%s) t".formatted(each);
  }
}
