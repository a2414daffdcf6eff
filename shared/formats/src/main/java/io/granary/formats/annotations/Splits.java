package io.granary.formats.annotations;

import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The splits that files give to samples, in one byte a sample. */
public final class Splits {
  /** More names are not kept apart. */
  private static final int MOST = 100;

  private static final int LONGEST = 100;

  /** Of a sample that is to have no split, whatever its folder says. */
  private static final byte NONE = -1;

  private final SampleIndex samples;
  private final List<String> names = new ArrayList<>(List.of("", "train", "val", "test"));
  private byte[] ofSample = new byte[1024];

  Splits(SampleIndex samples) {
    this.samples = samples;
  }

  /** Takes a sample. */
  public interface Visitor {
    /**
     * @param split null when it is to have none
     */
    void visit(int sample, @Nullable String split);
  }

  /**
   * Gives a sample a split. Train, val and test go before other names, such as of the union of two;
   * a sample in two of the three stays in the one that was named first.
   */
  void give(int sample, String name, String file, IssueLog issues) {
    int split = place(SplitNames.of(name).orElse(storable(name)));
    if (split == 0) {
      return;
    }
    reach(sample);
    int before = ofSample[sample];
    if (before == 0 || before > 3 && split <= 3) {
      ofSample[sample] = (byte) split;
    } else if (before != split && split <= 3) {
      issues.add(
          IssueCode.SPLITS_OVERLAP,
          samples.path(sample),
          "",
          "%s says %s, and it is in %s".formatted(file, names.get(split), names.get(before)));
    }
  }

  /** Gives a sample a split by its very name, or none, whatever it was given before. */
  void restore(int sample, @Nullable String name) {
    reach(sample);
    ofSample[sample] = name == null || name.isEmpty() ? NONE : (byte) place(storable(name));
  }

  private void reach(int sample) {
    if (sample >= ofSample.length) {
      ofSample = Arrays.copyOf(ofSample, Math.max(sample + 1, ofSample.length * 2));
    }
  }

  /** The split that a sample was given. */
  public Optional<String> of(int sample) {
    return sample < ofSample.length && ofSample[sample] > 0
        ? Optional.of(names.get(ofSample[sample]))
        : Optional.empty();
  }

  /** Shows every sample that was given a split, or was denied one, in the order of places. */
  public void forEach(Visitor visitor) {
    for (int sample = 0; sample < ofSample.length; sample++) {
      if (ofSample[sample] != 0) {
        visitor.visit(sample, of(sample).orElse(null));
      }
    }
  }

  private static String storable(String name) {
    return name.replace("\0", "").substring(0, Math.min(name.replace("\0", "").length(), LONGEST));
  }

  private int place(String name) {
    int place = names.indexOf(name);
    if (place < 0 && names.size() < MOST) {
      names.add(name);
      return names.size() - 1;
    }
    return Math.max(place, 0);
  }
}
