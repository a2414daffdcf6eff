package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A backup that is dropped again makes an equal dataset. */
final class BackupReimportTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  /** What the digest does not have, in its order. */
  private static final String REST =
      """
      select concat_ws(e'\\n',
        (select string_agg(concat_ws(' ', name, color, coalesce(source_id, ''), keypoints::text,
           skeleton::text), e'\\n' order by position) from classes c where c.dataset_id = d.id),
        (select string_agg(concat_ws(' ', s.path, a.type, a.state, coalesce(a.source_id, '-'),
           a.confirmed_by is null), e'\\n' order by s.path, a.geometry::text)
         from annotations a join samples s on s.dataset_id = a.dataset_id and s.id = a.sample_id
         where a.dataset_id = d.id),
        (select string_agg(concat_ws(' ', path, modality, coalesce(split, '-'), sha256), e'\\n'
           order by path) from samples s where s.dataset_id = d.id),
        (select string_agg(concat_ws(' ', path, sha256), e'\\n' order by path) from source_files f
         where f.dataset_id = d.id and path not like '\\_granary/%'),
        modality)
      from datasets d where d.id = ?
      """;

  private static UUID dataset(JsonNode result) {
    assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("ready");
    return Drops.dataset(result);
  }

  private static void update(String sql, Object... values) {
    STACK.bean(Jdbi.class).useHandle(handle -> handle.execute(sql, values));
  }

  /** Drops the backup of a dataset, and gives the other that it makes. */
  private static UUID assertSame(Drops drops, UUID first, byte[] zip) {
    JsonNode result = drops.take("again-%s.zip".formatted(first), zip);
    UUID second = dataset(result);
    assertThat(Drops.issues(result)).isEmpty();
    assertThat(drops.digest(second)).isEqualTo(drops.digest(first));
    assertThat(drops.text(REST, second)).isEqualTo(drops.text(REST, first));
    return second;
  }

  private static UUID assertSame(Drops drops, UUID first) {
    return assertSame(drops, first, BackupZip.of(STACK, drops, first).bytes());
  }

  /** Annotations of every type on two pictures, with all that a row may have. */
  static UUID everyType(Drops drops, String file) {
    UUID dataset = dataset(drops.take(file, SampleCoco.zip(2)));
    String rows =
        """
        [["polygon", 1, 2, 4, 5.1, {"parts":[[1,2,5,2,3,7.1],[1.25,2.5,2,3,1,3]]}],
         ["mask", 0, 0, 1, 3, {"size":[48,64],"counts":"03mo2"}],
         ["rotated_bbox", 1, 1, 9, 9, {"points":[[1,1],[10,1],[10,10],[1,10]]}],
         ["keypoints", 1, 2, 3, 4, {"points":[[1,2,2],[4,6,1],[0,0,0]]}],
         ["polyline", 1, 2, 0.30000000000000004, 0, {"points":[[1,2],[1.3000000000000003,2]]}],
         ["circle", 1, 1, 4, 4, {"center":[3,3],"radius":2}],
         ["class", null, null, null, null, {}],
         ["caption", null, null, null, null, {"text":"it's \\"so\\"\\nand 日"}]]
        """;
    update(
        """
        insert into annotations
          (dataset_id, id, sample_id, class_id, type, x, y, width, height, geometry, attributes,
           state, score, is_crowd, source_id, created_by, created_at)
        select a.dataset_id, gen_random_uuid(), a.sample_id,
          case when r.row->>0 = 'caption' then null else a.class_id end, r.row->>0,
          (r.row->>1)::float8, (r.row->>2)::float8, (r.row->>3)::float8, (r.row->>4)::float8,
          r.row->5, '{"b":[1,{"n":1.5}],"a":"x"}', 'draft', 0.1, r.n % 2 = 0, r.n % 3,
          a.created_by, a.created_at
        from annotations a, json_array_elements(?::json) with ordinality r (row, n)
        where a.dataset_id = ? and a.source_id = '1'
        """,
        rows, dataset);
    update(
        """
        update classes set color = '#0A0b0C', supercategory = 'shape', position = 1 - position,
          keypoints = '{nose,left ear,tail}', skeleton = '{0,2,1,2}'
        where dataset_id = ? and name = 'disc'
        """,
        dataset);
    update(
        "update classes set position = 1 - position where dataset_id = ? and name <> 'disc'",
        dataset);
    return dataset;
  }

  @Test
  void picturesWithEveryTypeOfAnnotationAreTheSame() {
    var drops = new Drops(STACK, STACK.user("ann"));
    UUID first = everyType(drops, "first.zip");
    assertThat(drops.annotations(first)).isEqualTo(12);

    UUID second = assertSame(drops, first);

    assertThat(drops.text("select format_info->>'format' from datasets where id = ?", second))
        .isEqualTo("granary");
    assertThat(
            drops.text(
                "select string_agg(name, ' ' order by position) from classes where dataset_id = ?",
                second))
        .isEqualTo("corner disc");
    // A backup of what a backup has made is as good.
    assertSame(drops, second);
  }

  @Test
  void oneMoreFolderAroundItChangesNothing() {
    var drops = new Drops(STACK, STACK.user("bea"));
    UUID first = dataset(drops.take("first.zip", SampleCoco.zip(2)));
    BackupZip backup = BackupZip.of(STACK, drops, first);

    for (String folder : List.of("outer/", "data/")) {
      JsonNode result = drops.take(folder.replace('/', '.') + "zip", backup.bytesIn(folder));

      assertThat(drops.digest(dataset(result))).isEqualTo(drops.digest(first));
      assertThat(Drops.issues(result)).isEmpty();
    }
  }

  @Test
  void picturesOfOneFolderKeepIt() {
    var drops = new Drops(STACK, STACK.user("cyn"));
    byte[] zip =
        new SampleZip()
            .add("photos/1.png", SampleImages.png(20, 10, 1))
            .add("notes.txt", "about them")
            .bytes();
    UUID first = dataset(drops.take("first.zip", zip));
    byte[] backup = BackupZip.of(STACK, drops, first).without("notes.txt").bytes();

    UUID second = dataset(drops.take("second.zip", backup));

    assertThat(drops.text("select path from samples where dataset_id = ?", second))
        .isEqualTo("photos/1.png");
    assertThat(drops.digest(second)).isEqualTo(drops.digest(first));
  }

  @Test
  void textsAndTheirSplitsAreTheSame() {
    var drops = new Drops(STACK, STACK.user("dan"));
    byte[] zip =
        new SampleZip()
            .add("train/a.txt", "one")
            .add("train/b.txt", "two")
            .add("test/c.md", "three")
            .add("d.txt", "four")
            .bytes();
    UUID first = dataset(drops.take("first.zip", zip));
    update("update samples set split = null where dataset_id = ? and path = 'train/a.txt'", first);
    update("update samples set split = 'valid' where dataset_id = ? and path = 'd.txt'", first);

    UUID second = assertSame(drops, first);

    assertThat(
            drops.text(
                "select string_agg(coalesce(split, '-'), ' ' order by path)"
                    + " from samples where dataset_id = ?",
                second))
        .isEqualTo("valid test - train");
  }

  @Test
  void tablesAreTheSameWhetherJsonWasTakenAsSuchOrNot() {
    var drops = new Drops(STACK, STACK.user("eve"));
    byte[] tables = new SampleZip().add("a.csv", "x,y\n1,2\n").add("b.json", "[{\"x\":1}]").bytes();
    UUID beside = dataset(drops.take("beside.zip", tables));
    assertThat(drops.samples(beside)).isEqualTo(1);
    UUID taken = dataset(drops.take("taken.json", "[{\"x\":1}]".getBytes(StandardCharsets.UTF_8)));
    assertThat(drops.samples(taken)).isEqualTo(1);

    assertSame(drops, beside);
    assertSame(drops, taken);
  }

  @Test
  void whatWasAddedLaterIsThereAtOnce() {
    var drops = new Drops(STACK, STACK.user("fay"));
    drops.putPictures("cats", 1, 2);
    drops.put("cats/annotations/instances.json", Drops.boxes(4));
    UUID first = dataset(drops.mark("cats"));
    drops.putPictures("cats", 3, 4);
    assertThat(dataset(drops.mark("cats"))).isEqualTo(first);
    assertThat(drops.annotations(first)).isEqualTo(4);

    assertSame(drops, first);
  }

  @Test
  void aFolderOfItsFilesIsAsGoodAndIsAddedTo() {
    var drops = new Drops(STACK, STACK.user("gil"));
    drops.putPictures("cats", 1, 3);
    drops.put("cats/annotations/instances.json", Drops.boxes(5));
    UUID first = dataset(drops.mark("cats"));
    BackupZip backup = BackupZip.of(STACK, drops, first);

    backup.without("images/3.png").putInto(drops, "dogs");
    JsonNode part = drops.mark("dogs");
    assertThat(Drops.issues(part))
        .containsExactly("UNKNOWN_IMAGE 1", "BACKUP_SAMPLE_MISSING 1", "BACKUP_DIFFERS 1");
    drops.putPictures("dogs", 3, 3);
    UUID second = dataset(drops.mark("dogs"));
    assertThat(drops.digest(second)).isEqualTo(drops.digest(first));

    // Other annotations that come later are read, the backup not again.
    drops.putPictures("dogs", 4, 5);
    drops.put("dogs/annotations/more.json", Drops.boxes(5));
    drops.mark("dogs");
    assertThat(drops.annotations(second)).isEqualTo(5);
  }
}
