package io.granary.formats.yolo;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.yolo.YoloConfigs.ListedSplit;
import java.io.IOException;

/** Gives samples the splits that lists and folders say. */
final class YoloSplits {
  private static final String TASK = "splits";

  private final AnnotationImport target;
  private final String format;

  YoloSplits(AnnotationImport target, String format) {
    this.target = target;
    this.format = format;
  }

  void give(YoloConfigs configs, SetFiles files) throws IOException {
    configs
        .unreadable()
        .forEach(
            (file, problem) ->
                target.refuse(file, format, IssueCode.ANNOTATION_FILE_UNREADABLE, problem));
    SplitFolders folders = SplitFolders.of(configs, target.samples());
    for (YoloConfig config : configs.all()) {
      target.beginFile(config.file(), format, TASK);
      for (String problem : config.problems()) {
        target.issues().add(IssueCode.FORMAT_AMBIGUOUS, config.file().path(), "", problem);
      }
      giveFolders(config, folders);
      target.endFile();
    }
    for (ListedSplit listed : configs.lists().values()) {
      give(listed.list(), files.content(listed.list()), listed.split());
    }
  }

  /** Gives the images of a list their split. */
  void give(SetFile list, Content content, String split) throws IOException {
    target.beginFile(list, format, TASK);
    ListLines.forEach(
        content,
        line -> {
          int sample = SetPaths.sample(target.samples(), line, list.path());
          if (sample == SampleIndex.NONE) {
            target
                .issues()
                .add(
                    IssueCode.IMAGE_FILE_MISSING,
                    list.path(),
                    "",
                    "There is no file '%s'".formatted(line));
          } else {
            target.giveSplit(sample, split);
          }
        });
    target.endFile();
  }

  private void giveFolders(YoloConfig config, SplitFolders folders) {
    folders
        .missing(config)
        .forEach(
            source ->
                target
                    .issues()
                    .add(
                        IssueCode.IMAGE_FILE_MISSING,
                        config.file().path(),
                        "",
                        "There is no list or folder of images '%s' for %s"
                            .formatted(source.path(), source.split())));
    folders.forEach(config, target.samples(), target::giveSplit);
  }
}
