package io.granary.deletion.backup;

import io.granary.database.BackupContentRepository;
import io.granary.database.BackupContentRepository.Annotated;
import io.granary.database.BackupContentRepository.SampleRow;
import io.granary.deletion.backup.Position.Stage;
import io.granary.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says of samples, a line each with all its annotations. One that has many goes on
 * in lines that begin alike.
 */
final class SampleLines {
  private static final int PAGE = 500;
  private static final String END = "]}\n";

  private final BackupContentRepository content;
  private final UUID dataset;
  private final Archive archive;
  private final LineSizes sizes;
  private @Nullable ZipStream file;
  private int written;
  private int number;

  SampleLines(BackupContentRepository content, UUID dataset, Archive archive, LineSizes sizes) {
    this.content = content;
    this.dataset = dataset;
    this.archive = archive;
    this.sizes = sizes;
  }

  /** Writes the files that follow a position. */
  void write(Position from) throws IOException {
    number = from.number();
    @Nullable UUID after = from.after() == null ? null : UUID.fromString(from.after());
    try {
      for (List<SampleRow> page = page(after); !page.isEmpty(); page = page(after)) {
        write(page);
        after = page.getLast().id();
      }
      if (file != null) {
        end(file, java.util.Objects.requireNonNull(after));
      }
    } finally {
      if (file != null) {
        file.close();
      }
    }
  }

  private List<SampleRow> page(@Nullable UUID after) {
    return content.samples(dataset, after, PAGE);
  }

  private void write(List<SampleRow> samples) throws IOException {
    content.<IOException>annotations(
        dataset,
        samples.getFirst().id(),
        samples.getLast().id(),
        rows -> {
          var annotations = new Annotations(rows);
          for (SampleRow sample : samples) {
            write(sample, annotations);
          }
        });
  }

  private void write(SampleRow sample, Annotations annotations) throws IOException {
    ZipStream out = file;
    if (out == null) {
      number++;
      out = archive.begin("%ssamples-%05d.jsonl".formatted(ObjectEntries.OWN, number), 0);
      file = out;
    }
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("path", sample.path());
    facts.put("split", sample.split());
    facts.put("modality", sample.modality());
    facts.put("sha256", sample.sha256());
    facts.put("size", sample.size());
    String line = Json.write(facts);
    String head = line.substring(0, line.length() - 1) + ",\"annotations\":[";
    write(out, head);
    String separator = "";
    long begin = out.size();
    for (String json = annotations.next(sample.id());
        json != null;
        json = annotations.next(sample.id())) {
      if (out.size() - begin >= sizes.lineBytes()) {
        write(out, END + head);
        separator = "";
        begin = out.size();
      }
      write(out, separator + OwnEntries.line(json));
      separator = ",";
    }
    write(out, END);
    if (++written == sizes.samples() || out.size() >= sizes.fileBytes()) {
      end(out, sample.id());
    }
  }

  private void end(ZipStream out, UUID last) throws IOException {
    written = 0;
    file = null;
    try (out) {
      archive.end(out, new Position(Stage.ANNOTATIONS, last.toString(), number));
    }
  }

  private static void write(ZipStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Annotations in the order of samples, of which each takes its own. */
  private static final class Annotations {
    private final Iterator<Annotated> rows;
    private @Nullable Annotated next;

    Annotations(Iterator<Annotated> rows) {
      this.rows = rows;
    }

    /** The next one of a sample; null when it has no more. */
    @Nullable String next(UUID sample) {
      if (next == null && rows.hasNext()) {
        next = rows.next();
      }
      if (next == null || !next.sampleId().equals(sample)) {
        return null;
      }
      String json = next.json();
      next = null;
      return json;
    }
  }
}
