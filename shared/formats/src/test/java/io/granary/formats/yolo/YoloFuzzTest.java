package io.granary.formats.yolo;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes as each of the files of a set: issues come out, and numbers that are finite. */
final class YoloFuzzTest {
  private static final String[] FILES = {
    "data.yaml", "obj.data", "obj.names", "train.txt", "labels/a.txt", "b.txt"
  };
  private static final String[] HINTS = {"yolo_obb", "yolo_pose"};

  static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (String text :
        List.of(
            "",
            "0 0.5 0.5 0.5 0.5\n1 0.1 0.1 0.2 0.2 0.3 0.1\n0 0.5 0.5 0.5 0.5 0.9\n",
            "0 0.2 0.2 0.6 0.2 0.6 0.6 0.2 0.6\n1 1e-05 -0.001 .5 1e308\n2 nan inf x 5\n",
            "0 0.5 0.5 0.5 0.5 0.1 0.2 2 0.3 0.4 0\n",
            "train: ../images\nval: [a.txt, b]\nnc: 2\nnames: [cat, dog]\nkpt_shape: [2, 3]\n",
            "path: /x\ntrain: .\nval: ''\nnames: {0: a, 5: b, c: d}\ntask: obb\nkpt_names: [a]\n",
            "names: &a [*a]\n? {a: b}\n: !!python/object:x y\ntrain: ..\n<<: {nc: -1}\n",
            "nc: 1e99\ntrain: {a: b}\nval: 0x7\nnames: [[], {}, ~]\nkpt_shape: [-1, x]\n",
            "%YAML 99999999999.1\n---\nnames: [\"\\U99999999\", !<%FF%FE> a, !%zz b, |99\n",
            "%TAG ! x\n---\nnames:\n" + "? - ".repeat(500) + "a\n",
            "names: [\"\\U99999999\"]\n",
            "names: [!<%FF%FE> a]\nnc: !%zz b\n",
            "names: |99\n  a\n",
            "names: {0: !!int x, 1: !!timestamp y, 2: !!binary z}\ntrain: !!set {a}\n",
            "classes = 2\ntrain = data/train.txt\nnames = data/obj.names\n= x\nvalid=\n",
            "./images/a.jpg\n/x/y/b.jpg\nC:\\a.jpg\n../../..\n//\n",
            "\u0000\u0001\ufeff\ud83d\ude00 \u2028 0 0 0 0 0")) {
      seeds.add(text.getBytes(StandardCharsets.UTF_8));
    }
    seeds.add("0 0.5 0.5 0.5 0.5".getBytes(StandardCharsets.UTF_16));
    seeds.add(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0xD8});
    return seeds;
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    for (String replaced : FILES) {
      read("", set().with(replaced, bytes));
    }
    for (String hint : HINTS) {
      read(hint, set().with("labels/a.txt", bytes));
    }
    read("", new MemoryFiles().with("labels/a.txt", bytes).with("train.txt", bytes));
  }

  private static MemoryFiles set() {
    return new MemoryFiles()
        .with("data.yaml", "train: train.txt\nval: images\nnames: [cat, dog]\n")
        .with("obj.data", "train = train.txt\nnames = obj.names\n")
        .with("obj.names", "cat\ndog\n")
        .with("train.txt", "./images/a.jpg\n")
        .with("labels/a.txt", "0 0.5 0.5 0.5 0.5\n");
  }

  private static void read(String hint, MemoryFiles files) throws IOException {
    SampleIndex samples = Imported.samples(640, 480, "images/a.jpg", "b.jpg");
    String asked = hint.isEmpty() ? null : hint;
    Scout scout = new YoloFormat().scout(asked);
    files.list(scout::see);
    Match match = scout.conclude(files, samples);
    if (match.reader() == null) {
      return;
    }
    Imported imported = Imported.read(new YoloFormat(), asked, files, samples);
    for (int i = 0; i < imported.annotations().size(); i++) {
      Double score = imported.annotations().get(i).score();
      if (!imported.geometry(i).isFinite() || score != null && !(score >= 0 && score <= 1)) {
        throw new AssertionError("Not finite: " + imported.geometry(i));
      }
    }
  }
}
