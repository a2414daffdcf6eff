package io.granary.domain;

import io.granary.domain.Issue.Severity;

/** What can be wrong with an entry, an image or an annotation, as import and validation name it. */
public enum IssueCode {
  BOX_WITHOUT_AREA(Severity.WARNING, "Boxes without area were skipped."),
  NOT_A_NUMBER(
      Severity.WARNING, "Annotations whose numbers are missing or not finite were skipped."),
  BOX_OUT_OF_IMAGE(Severity.WARNING, "Boxes reach out of their image."),
  BOX_COMPUTED(Severity.INFO, "Boxes were computed from segmentations."),
  SEGMENTATION_INVALID(Severity.WARNING, "Segmentations that cannot be read were left out."),
  GEOMETRY_MISSING(Severity.WARNING, "Annotations with neither box nor segmentation were skipped."),
  IMAGE_SIZE_MISMATCH(
      Severity.WARNING, "Image sizes in the annotation file differ from the images."),
  COORDINATES_TURNED(
      Severity.INFO, "Annotations made on images as they are stored were turned upright."),
  SPLITS_OVERLAP(Severity.WARNING, "The same sample is named in more than one split."),
  FORMAT_AMBIGUOUS(
      Severity.WARNING, "The annotation files can be read in more than one way; one was chosen."),
  BACKGROUND_ENTRY(
      Severity.INFO, "Entries that only say that an image shows nothing were skipped."),
  ATTRIBUTES_TOO_LARGE(
      Severity.WARNING, "Attributes of annotations over 64 KiB were cut to those that fit."),
  UNKNOWN_IMAGE(Severity.WARNING, "Annotations name images that are not there."),
  UNKNOWN_CLASS(Severity.WARNING, "Annotations name classes that are not declared."),
  DUPLICATE_ANNOTATION_ID(Severity.WARNING, "Annotation ids occur more than once."),
  DUPLICATE_ANNOTATION(Severity.INFO, "The same annotation occurs more than once."),
  ANNOTATION_FILES_OVERLAP(Severity.INFO, "Several annotation files annotate the same images."),
  ANNOTATION_FILE_NAME_MISMATCH(
      Severity.ERROR, "File names in the annotation file match no image, but equal image ids."),
  ANNOTATION_FILE_UNREADABLE(Severity.ERROR, "An annotation file cannot be read."),
  ANNOTATION_RESULTS_FILE(
      Severity.ERROR, "A list of predictions without images is not an annotation file."),
  ANNOTATION_FORMAT_UNKNOWN(Severity.INFO, "A file is of no annotation format that is read."),
  ROW_UNREADABLE(Severity.WARNING, "Rows of annotation tables that cannot be read were skipped."),
  ROW_WITHOUT_ANNOTATION(
      Severity.INFO, "Rows of annotation tables annotate nothing and were passed over."),
  CLASSES_FROM_FOLDERS(Severity.INFO, "Folder names were taken as classes."),
  SAMPLE_WITHOUT_CLASS(Severity.INFO, "Samples outside the folders of classes have no class."),
  IMAGE_FILE_MISSING(Severity.WARNING, "Images named in the annotation file are not there."),
  IMAGE_CORRUPT(Severity.WARNING, "Image files that cannot be decoded were left out."),
  IMAGE_TOO_LARGE(Severity.WARNING, "Images over the pixel limit were left out."),
  ENTRY_CORRUPT(Severity.WARNING, "Damaged entries were skipped."),
  ENTRY_ENCRYPTED(Severity.WARNING, "Encrypted entries were skipped."),
  ENTRY_UNSAFE_NAME(Severity.WARNING, "Entries with unsafe names were skipped."),
  ENTRY_UNSUPPORTED(Severity.WARNING, "Entries of an unsupported kind were skipped."),
  ENTRY_DUPLICATE(Severity.WARNING, "Entries of a name that came before were skipped."),
  NESTED_ARCHIVE(Severity.WARNING, "Archives inside the archive were not opened."),
  SOURCE_CHANGED(
      Severity.WARNING, "Files that were replaced or removed before they were read were left out."),
  FILE_UNCHANGED(Severity.INFO, "Files that the dataset has already were left as they are."),
  FILE_IGNORED(Severity.INFO, "Files that are no sample of this dataset were kept aside."),
  BACKUP_SAMPLE_MISSING(Severity.WARNING, "Samples that the backup lists are not there."),
  BACKUP_SAMPLE_CHANGED(
      Severity.WARNING,
      "Samples have other bytes than the backup says; their annotations were kept."),
  BACKUP_SAMPLE_UNLISTED(Severity.WARNING, "Samples are there that the backup does not list."),
  BACKUP_FIELD_INVALID(
      Severity.WARNING, "What the backup says about the dataset is against the rules."),
  BACKUP_DIFFERS(
      Severity.WARNING, "The dataset is not equal to the one that the backup was made of."),
  NO_ANNOTATIONS(Severity.INFO, "The dataset has no annotations."),
  SAMPLE_WITHOUT_ANNOTATION(Severity.WARNING, "Samples have no annotation."),
  ANNOTATION_TYPE_MISSING(
      Severity.WARNING, "Samples lack a kind of annotation that nearly all others have."),
  FILE_EMPTY(Severity.WARNING, "Files have no bytes."),
  TEXT_EMPTY(Severity.WARNING, "Texts have no characters."),
  PATH_CASE_CONFLICT(Severity.WARNING, "Paths differ in nothing but the case of letters."),
  MEDIA_TYPE_RARE(Severity.INFO, "Samples are of a media type that few others are of."),
  SAMPLE_DUPLICATE(Severity.WARNING, "Samples have the same bytes as another of their split."),
  SAMPLE_IN_SEVERAL_SPLITS(Severity.ERROR, "Samples have the same bytes as one of another split."),
  IMAGE_TINY(Severity.WARNING, "Images are only a few pixels wide or high."),
  IMAGE_ASPECT_EXTREME(Severity.WARNING, "Images are many times as long one way as the other."),
  IMAGE_SIZE_OUTLIER(Severity.INFO, "Images are far larger or smaller than the others."),
  IMAGE_TURNED(Severity.INFO, "Images are stored turned; their EXIF orientation says how."),
  NO_SPLITS(Severity.INFO, "No sample has a split."),
  SAMPLE_WITHOUT_SPLIT(Severity.INFO, "Samples have no split, where others have one."),
  SPLIT_SMALL(Severity.WARNING, "Splits have very few samples."),
  CLASS_NOT_IN_TRAIN(
      Severity.ERROR, "Classes occur in other splits and never in the one for training."),
  CLASS_MISSING_IN_SPLIT(Severity.WARNING, "Classes do not occur in every annotated split."),
  CLASS_SHARE_DIFFERS(
      Severity.WARNING, "Classes have a very different share in one split than in all."),
  CLASSES_MISSING(Severity.ERROR, "There are annotations and no class is declared."),
  ANNOTATION_WITHOUT_CLASS(Severity.WARNING, "Annotations have no class."),
  CLASS_UNUSED(Severity.WARNING, "Classes are declared and never used."),
  CLASS_FEW_SAMPLES(Severity.WARNING, "Classes occur on very few samples."),
  CLASS_NAMES_ALIKE(
      Severity.WARNING, "Names of classes differ in nothing but case or space around them."),
  ONLY_ONE_CLASS(Severity.INFO, "All annotations are of one class."),
  CLASSES_IMBALANCED(
      Severity.WARNING, "Classes have very few annotations beside the most frequent one."),
  SAMPLE_OF_SEVERAL_CLASSES(
      Severity.WARNING, "Samples of a classification set are of more than one class."),
  ATTRIBUTE_MISSING(
      Severity.WARNING, "Annotations lack an attribute that nearly all of their class have."),
  ATTRIBUTE_RARE(Severity.WARNING, "Attributes occur on very few annotations of a class."),
  ATTRIBUTE_EMPTY(Severity.INFO, "Attributes are named and never have a value."),
  ATTRIBUTE_ONE_VALUE(Severity.INFO, "Attributes have one and the same value everywhere."),
  ATTRIBUTE_VALUE_RARE(Severity.INFO, "Values of attributes occur very few times."),
  ATTRIBUTE_IMBALANCED(
      Severity.INFO, "Values of attributes occur very seldom beside the most frequent one."),
  GEOMETRY_NOT_FINITE(Severity.ERROR, "Annotations lack a place, or it is not finite."),
  BOX_DEGENERATE(Severity.ERROR, "Annotations have no width or no height, or a negative one."),
  POLYGON_DEGENERATE(Severity.WARNING, "Polygons have parts without area."),
  MASK_SIZE_MISMATCH(Severity.ERROR, "Masks are of another size than their image."),
  KEYPOINTS_ABSENT(Severity.WARNING, "Objects have no keypoint that is labelled."),
  KEYPOINTS_MISMATCH(Severity.ERROR, "Objects have another number of keypoints than their class."),
  BOXES_OVERLAP(Severity.WARNING, "Boxes of one class lie almost exactly on each other."),
  BOXES_UNCHECKED(Severity.INFO, "Samples have too many boxes to compare each with all others."),
  BOX_FAR_FROM_CLASS_MEAN(
      Severity.WARNING,
      "Annotations are far larger, smaller or longer than others of their class."),
  BOX_FAR_FROM_ATTRIBUTE_MEAN(
      Severity.WARNING,
      "Annotations are far larger, smaller or longer than others of their class and attribute."),
  CLASS_BOXES_UNEVEN(Severity.INFO, "Nearly all annotations of a class are of one size."),
  ATTRIBUTE_BOXES_UNEVEN(
      Severity.INFO, "Nearly all annotations of a class and attribute are of one size."),
  CAPTION_EMPTY(Severity.WARNING, "Captions have no text."),
  CAPTION_REPEATED(Severity.INFO, "Captions are the same on several samples."),
  CAPTION_WITH_LINK(Severity.INFO, "Captions have addresses of web pages in them."),
  CAPTION_FEW_SAMPLES(Severity.WARNING, "Captions of a fixed set occur on very few samples."),
  CAPTIONS_IMBALANCED(
      Severity.WARNING, "Captions of a fixed set occur seldom beside the most frequent one."),
  CAPTIONS_UNEVEN(Severity.INFO, "Nearly all captions are of one length or value."),
  CAPTION_FAR_FROM_MEAN(
      Severity.INFO, "Captions are far longer, shorter, larger or smaller than the mean."),
  CAPTION_OUTLIER(Severity.INFO, "Captions are far outside of the middle half by length or value.");

  private final Severity severity;
  private final String sentence;

  IssueCode(Severity severity, String sentence) {
    this.severity = severity;
    this.sentence = sentence;
  }

  public Severity severity() {
    return severity;
  }

  /** What happened, as one sentence without values. */
  public String sentence() {
    return sentence;
  }
}
