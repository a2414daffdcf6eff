package io.granary.formats.csv;

import java.util.List;

/** What a column of a table says, and the names that it goes by, the surest first. */
enum Role {
  FILE(
      "filename",
      "filepath",
      "file",
      "path",
      "imagefilename",
      "imagename",
      "imagefile",
      "imagepath",
      "image",
      "imageid",
      "img",
      "imgname",
      "imgpath",
      "imgfile",
      "imgid",
      "slicefilename",
      "audiofilename",
      "audiofile",
      "audiopath",
      "audio",
      "fname",
      "patientid",
      "idcode",
      "id"),
  LEFT("xmin", "left", "x0", "x1", "bboxxmin", "bboxx1", "bboxleft", "bboxx", "boxx", "x"),
  TOP("ymin", "top", "y0", "y1", "bboxymin", "bboxy1", "bboxtop", "bboxy", "boxy", "y"),
  RIGHT("xmax", "right", "x2", "bboxxmax", "bboxx2", "bboxright", "x1"),
  BOTTOM("ymax", "bottom", "y2", "bboxymax", "bboxy2", "bboxbottom", "y1"),
  CENTER_X("xcenter", "xcentre", "centerx", "cx"),
  CENTER_Y("ycenter", "ycentre", "centery", "cy"),
  WIDTH("bboxwidth", "bboxw", "boxwidth", "boxw", "w", "width"),
  HEIGHT("bboxheight", "bboxh", "boxheight", "boxh", "h", "height"),
  BBOX("bbox", "boundingbox", "box"),
  IMAGE_WIDTH("imagewidth", "imgwidth", "imgw", "width"),
  IMAGE_HEIGHT("imageheight", "imgheight", "imgh", "height"),
  CAPTION("caption", "comment", "transcription", "transcript", "sentence", "text", "description"),
  CLASS(
      "classname",
      "labelname",
      "categoryname",
      "class",
      "label",
      "category",
      "classid",
      "labelid",
      "categoryid",
      "objectclass",
      "celltype",
      "species",
      "breed",
      "target",
      "type",
      "name"),
  CLASS_ID("classid", "labelid", "categoryid"),
  SCORE("score", "confidence", "conf", "probability"),
  SPLIT("split", "subset", "partition", "set", "usage"),
  CROWD("iscrowd"),
  ATTRIBUTES("attributes"),
  ID("id", "annotationid", "annid", "bboxid", "boxid");

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> names;

  Role(String... names) {
    this.names = List.of(names);
  }

  List<String> names() {
    return names;
  }

  /** Whether it is a part of a box. */
  boolean isOfBox() {
    return compareTo(LEFT) >= 0 && compareTo(BBOX) <= 0;
  }
}
