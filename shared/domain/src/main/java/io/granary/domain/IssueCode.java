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
  FILE_IGNORED(Severity.INFO, "Files that are no sample of this dataset were kept aside.");

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
