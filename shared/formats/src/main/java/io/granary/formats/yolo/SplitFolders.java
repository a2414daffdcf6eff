package io.granary.formats.yolo;

import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Splits;
import io.granary.formats.yolo.YoloConfig.SplitSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The folders that are splits: of those that a file may mean, the first that has a sample. */
final class SplitFolders {
  private final Set<String> lists;
  private final Set<String> there = new HashSet<>();

  private SplitFolders(Set<String> lists) {
    this.lists = lists;
  }

  static SplitFolders of(YoloConfigs configs, SampleIndex samples) {
    var folders = new SplitFolders(configs.lists().keySet());
    Set<String> wanted = new HashSet<>();
    for (YoloConfig config : configs.all()) {
      config.splits().forEach(source -> wanted.addAll(candidates(config, source)));
    }
    for (int sample = 0; !wanted.isEmpty() && sample < samples.size(); sample++) {
      forEachFolder(
          samples.path(sample),
          folder -> {
            if (wanted.contains(folder)) {
              folders.there.add(folder);
            }
          });
    }
    return folders;
  }

  /** The splits of a file that are neither a list nor a folder with samples. */
  List<SplitSource> missing(YoloConfig config) {
    List<SplitSource> missing = new ArrayList<>();
    for (SplitSource source : config.splits()) {
      List<String> candidates = candidates(config, source);
      if (candidates.stream().noneMatch(c -> lists.contains(c) || there.contains(c))) {
        missing.add(source);
      }
    }
    return missing;
  }

  /** Shows the samples that are in folders which a file says are splits. */
  void forEach(YoloConfig config, SampleIndex samples, Splits.Visitor visitor) {
    Map<String, List<String>> splits = new HashMap<>();
    for (SplitSource source : config.splits()) {
      List<String> candidates = candidates(config, source);
      if (candidates.stream().noneMatch(lists::contains)) {
        candidates.stream()
            .filter(there::contains)
            .findFirst()
            .ifPresent(
                folder ->
                    splits.computeIfAbsent(folder, _ -> new ArrayList<>()).add(source.split()));
      }
    }
    for (int sample = 0; !splits.isEmpty() && sample < samples.size(); sample++) {
      int place = sample;
      forEachFolder(
          samples.path(sample),
          folder ->
              splits.getOrDefault(folder, List.of()).forEach(split -> visitor.visit(place, split)));
    }
  }

  private static List<String> candidates(YoloConfig config, SplitSource source) {
    return SetPaths.candidates(config.file().folder(), source.root(), source.path());
  }

  /** Every folder above a file, without a slash at its end; that at the top is empty. */
  private static void forEachFolder(String path, Consumer<String> visitor) {
    visitor.accept("");
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      visitor.accept(path.substring(0, slash));
    }
  }
}
