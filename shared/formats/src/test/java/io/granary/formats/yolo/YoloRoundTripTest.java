package io.granary.formats.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is written is read back to the last bit, though pixels go through parts of the image. */
final class YoloRoundTripTest {
  @Property(tries = 300)
  void aSetIsReadBackAsItWasWritten(@ForAll YoloVariant variant, @ForAll long seed)
      throws IOException {
    MemorySet set = YoloSets.of(variant, seed);
    var writer = new YoloWriter(variant);
    var files = new MemoryFiles();
    Receipt receipt = writer.write(set, files, WriteOptions.DEFAULT);
    Imported imported = Imported.read(new YoloFormat(), files, set.index(writer));
    MemorySet again = MemorySet.of(imported);

    assertThat(receipt.dropped()).isEmpty();
    assertThat(receipt.changed()).isEmpty();
    assertThat(receipt.in()).isEqualTo(receipt.out());
    assertThat(receipt.samples()).isEqualTo(set.samples().size());
    assertThat(imported.issues()).isEmpty();
    assertThat(again.classes()).extracting(ImportedClass::name).isEqualTo(names(set));
    assertThat(again.classes()).isEqualTo(set.classes());
    assertThat(again.samples()).hasSameSizeAs(set.samples());
    for (int i = 0; i < set.samples().size(); i++) {
      assertThat(again.samples().get(i)).isEqualTo(set.samples().get(i));
      String labels = LabelPlaces.of(set.samples().get(i).path(), variant);
      files.text(labels).lines().map(LabelRow::of).forEach(row -> accepted(variant, row));
    }
  }

  /** Ultralytics refuses files with other coordinates. */
  private static void accepted(YoloVariant variant, LabelRow row) {
    for (int i = 0; i < row.columns() - 1; i++) {
      boolean isVisibility = variant == YoloVariant.POSE && i > 4 && i % 3 == 0;
      assertThat(row.value(i)).isBetween(isVisibility ? 0 : -0.01, isVisibility ? 2 : 1.01);
    }
  }

  private static List<String> names(MemorySet set) {
    return set.classes().stream().map(ImportedClass::name).toList();
  }
}
