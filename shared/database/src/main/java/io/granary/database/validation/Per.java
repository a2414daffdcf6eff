package io.granary.database.validation;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What a share is of. */
public enum Per {
  DATASET,
  SAMPLE,
  IMAGE,
  TEXT,
  SPLIT,
  CLASS,
  /** Of any type. */
  ANNOTATION,
  /** Annotations that have a place: all but classes of whole samples and captions. */
  BOX,
  POLYGON,
  MASK,
  KEYPOINTS,
  /** An attribute of a class. */
  ATTRIBUTE,
  /** A value of an attribute that is of a fixed set. */
  VALUE,
  CAPTION,
  /** Captions that differ. */
  CAPTION_TEXT;

  /** How many there are of each, by the facts of {@link Facts}. */
  static Map<Per, Long> counts(Handle handle, UUID dataset) {
    return handle
        .createQuery(
            """
            select 1 as "dataset", s.*, c.*, a.*, n.*, v.*, t.*
            from (
              select count(*) as "sample", count(*) filter (where width > 0) as "image",
                     count(characters) as "text", count(distinct split) as "split"
              from samples where dataset_id = :dataset) s,
            (select count(*) as "class" from classes where dataset_id = :dataset) c,
            (select count(*) as "annotation",
                    count(*) filter (where type not in ('class', 'caption')) as "box",
                    count(*) filter (where type = 'polygon') as "polygon",
                    count(*) filter (where type = 'mask') as "mask",
                    count(*) filter (where type = 'keypoints') as "keypoints"
             from annotations where dataset_id = :dataset) a,
            (select count(*) as "attribute" from validation_names) n,
            (select count(*) as "value" from validation_values where is_fixed) v,
            (select count(*) as "caption", count(distinct text) as "caption_text"
             from validation_captions) t
            """)
        .bind("dataset", dataset)
        .map(
            (row, _) -> {
              Map<Per, Long> counts = new EnumMap<>(Per.class);
              for (Per per : values()) {
                counts.put(per, row.getLong(per.name().toLowerCase(Locale.ROOT)));
              }
              return counts;
            })
        .one();
  }
}
