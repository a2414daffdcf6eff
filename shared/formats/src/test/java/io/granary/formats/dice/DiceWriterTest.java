package io.granary.formats.dice;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Label;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The very text of what is written. */
final class DiceWriterTest {
  private static final Box BOX = new Box(1, 2, 0.1, 4);

  private static WrittenAnnotation box(int labelClass, @Nullable String id) {
    return new WrittenAnnotation(labelClass, new Bbox(BOX), BOX, "{\"k\":[1]}", 0.5, true, id);
  }

  private static MemorySet set(WrittenAnnotation... annotations) {
    return new MemorySet(
        List.of(
            new ImportedClass("猫", "animal", "12", "#ff0000", List.of(), List.of()),
            new ImportedClass("dog", null, "n/a")),
        List.of(
            new AnnotatedSample("a/1.PNG", "val", 64, 48, List.of(annotations)),
            new AnnotatedSample("b", null, 0, 0, List.of())));
  }

  @Test
  void itIsTheFileOfTheLabeler() throws IOException {
    var files = new MemoryFiles();

    new DiceWriter("ds_1", "My set").write(set(box(0, "7")), files, WriteOptions.DEFAULT);

    assertThat(files.paths()).containsExactly("annotations.json");
    assertThat(files.text("annotations.json"))
        .isEqualTo(
            """
            {'format_version':'1.0','dataset_id':'ds_1','dataset_name':'My set',
            'task_type':'object_detection',
            'classes':[{'id':0,'name':'猫','color':'#ff0000','supercategory':'animal'},
            {'id':1,'name':'dog'}],
            'images':[{'id':1,'file_name':'a/1.PNG','file_format':'png','width':64,'height':48,
            'depth':3,'split':'val','annotations':[
            {'id':1,'image_id':1,'class_id':0,'class_name':'猫','bbox':[1,2,0.1,4],
            'bbox_format':'xywh','area':0.4,'iscrowd':1,'score':0.5,'attributes':{'k':[1]}}],
            'metadata':{'source':'granary'}},
            {'id':2,'file_name':'b','file_format':'unknown','width':0,'height':0,'depth':3,
            'annotations':[],'metadata':{'source':'granary'}}],
            'statistics':{'total_images':2,'total_annotations':1,'avg_annotations_per_image':0.5,
            'class_distribution':{'猫':1},'split_distribution':{'val':1}}}
            """
                .replace("\n", "")
                .replace('\'', '"'));
  }

  @Test
  void numbersOfTheSourceAreKeptWhereTheyAreNumbers() throws IOException {
    var files = new MemoryFiles();

    Receipt receipt =
        new DiceWriter()
            .write(
                set(box(0, "9"), box(1, "9"), box(0, "x"), box(1, null), box(1, "2147483648123")),
                files,
                new WriteOptions(WriteOptions.Ids.KEPT));

    assertThat(files.text("annotations.json"))
        .contains("\"classes\":[{\"id\":12,", "{\"id\":13,\"name\":\"dog\"}")
        .contains(
            "{\"id\":9,\"image_id\":1,\"class_id\":12,",
            "{\"id\":2147483648124,\"image_id\":1,\"class_id\":13,",
            "{\"id\":2147483648125,\"image_id\":1,\"class_id\":12,",
            "{\"id\":2147483648126,\"image_id\":1,\"class_id\":13,",
            "{\"id\":2147483648123,\"image_id\":1,\"class_id\":13,");
    assertThat(receipt.changed())
        .containsOnly(
            java.util.Map.entry("Ids that are no numbers, or come twice, were given anew.", 2L),
            java.util.Map.entry("Classes without a number of their own were numbered.", 1L));
  }

  @Test
  void classesOfImagesAreMarkedAmongOthers() throws IOException {
    var label = new WrittenAnnotation(1, new Label(), null, "{}", null, false, null);
    var alone = new MemoryFiles();
    var mixed = new MemoryFiles();

    new DiceWriter().write(set(label), alone, WriteOptions.DEFAULT);
    new DiceWriter().write(set(label, box(0, null)), mixed, WriteOptions.DEFAULT);

    assertThat(alone.text("annotations.json"))
        .contains("\"task_type\":\"classification\"")
        .doesNotContain("\"type\"");
    assertThat(mixed.text("annotations.json"))
        .contains("\"task_type\":\"object_detection\"", "\"type\":\"classification\"");
  }
}
