package io.granary.formats.folders;

import io.granary.formats.annotations.AnnotationFormat;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder for each class: of ImageNet, of Hugging Face's ImageFolder and AudioFolder, of
 * Ultralytics' classification; for samples of any modality. Nothing but the names of folders speaks
 * for it, so that it is the weakest of all formats.
 */
public final class ClassFoldersFormat implements AnnotationFormat {
  static final String NAME = "class_folders";

  private static final double ALL_ALIKE = 0.5;
  private static final double UNEVEN = 0.3;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> hints() {
    return List.of(NAME, "imagenet", "image_folder", "yolo_classify");
  }

  @Override
  public Scout scout(@Nullable String hint) {
    return new FolderScout();
  }

  private static final class FolderScout implements Scout {
    @Override
    public void see(SetFile file) {
      // Only the samples count.
    }

    @Override
    public Match conclude(SetFiles files, SampleIndex samples) {
      int common = ClassRule.common(samples);
      var rule = new ClassRule(common, ClassRule.Place.LAST);
      var survey = new FolderSurvey(samples, rule);
      if (!survey.isEven()) {
        rule = new ClassRule(common, ClassRule.Place.FIRST);
        survey = new FolderSurvey(samples, rule);
      }
      Optional<String> objection = survey.objection();
      return objection.isPresent()
          ? Match.none(NAME, objection.get())
          : new Match(
              NAME,
              survey.isComplete() ? ALL_ALIKE : UNEVEN,
              "the samples lie in %d folders such as %s"
                  .formatted(survey.classes().size(), survey.classes().first()),
              new ClassFoldersReader(rule, survey.classes()));
    }
  }
}
