package io.granary.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.granary.database.Annotation;
import io.granary.database.AnnotationRepository;
import io.granary.database.LabelClass;
import io.granary.database.ProjectRepository;
import io.granary.database.Sample;
import io.granary.json.Json;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The backup of a small dataset, made of its rows; single files may be exchanged. */
final class BackupZip {
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private BackupZip() {}

  /** What the dataset is now. */
  static BackupZip of(TestStack stack, Drops drops, UUID dataset) {
    var backup = new BackupZip();
    var lines = new StringBuilder();
    for (Sample sample : new StoredSet(stack, dataset).samples()) {
      backup.with(sample.path(), bytes(stack, sample.objectKey()));
      lines.append(Json.write(line(stack, dataset, sample))).append('\n');
    }
    backup
        .sources(stack, dataset)
        .with("_granary/samples-00001.jsonl", lines.toString())
        .with("_granary/classes.json", Json.write(classes(stack, dataset)))
        .with("_granary/projects.jsonl", "{}\n")
        .with("_granary/checksums.txt", "")
        .with("_granary/manifest.json", manifest(drops, dataset));
    return backup;
  }

  /** A backup of nothing but a manifest. */
  static BackupZip ofManifest(String manifest) {
    return new BackupZip().with("_granary/manifest.json", manifest);
  }

  private BackupZip sources(TestStack stack, UUID dataset) {
    stack
        .bean(Jdbi.class)
        .useHandle(
            handle ->
                handle
                    .createQuery(
                        "select path, object_key from source_files where dataset_id = ? and path"
                            + " not like '\\_granary/%' order by path")
                    .bind(0, dataset)
                    .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(file -> with(file.getKey(), bytes(stack, file.getValue()))));
    return this;
  }

  BackupZip with(String path, String content) {
    return with(path, content.getBytes(StandardCharsets.UTF_8));
  }

  BackupZip with(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  BackupZip without(String path) {
    files.remove(path);
    return this;
  }

  String text(String path) {
    return new String(java.util.Objects.requireNonNull(files.get(path)), StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return bytesIn("");
  }

  /** All of it in one more folder. */
  byte[] bytesIn(String folder) {
    var zip = new SampleZip();
    files.forEach((path, content) -> zip.add(folder + path, content));
    return zip.bytes();
  }

  Map<String, byte[]> files() {
    return files;
  }

  /** As a folder is dropped. */
  void putInto(Drops drops, String folder) {
    files.forEach((path, content) -> drops.put(folder + "/" + path, content));
  }

  private static byte[] bytes(TestStack stack, String key) {
    try (var in = stack.objects().open(key)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String manifest(Drops drops, UUID dataset) {
    ObjectNode about =
        (ObjectNode)
            Json.tree(
                drops.text(
                    """
                    select json_build_object('name', name, 'description', description, 'kind', kind,
                      'modality', modality, 'tags', tags, 'metadata', metadata,
                      'pipeline_config', pipeline_config)::text
                    from datasets where id = ?
                    """,
                    dataset));
    ObjectNode manifest = Json.mapper().createObjectNode();
    manifest.put("format", "granary-backup").put("version", 1);
    manifest.set("dataset", about);
    manifest.put("digest", drops.digest(dataset)).put("sample_count", drops.samples(dataset));
    return manifest.toString();
  }

  private static ArrayNode classes(TestStack stack, UUID dataset) {
    ArrayNode all = Json.mapper().createArrayNode();
    for (LabelClass each : stack.bean(ProjectRepository.class).classes(dataset)) {
      ObjectNode node = all.addObject();
      node.put("name", each.name()).put("color", each.color());
      node.put("supercategory", each.supercategory()).put("source_id", each.sourceId());
      node.set("keypoints", Json.mapper().valueToTree(each.keypoints()));
      node.set("skeleton", Json.mapper().valueToTree(each.skeleton()));
    }
    return all;
  }

  private static ObjectNode line(TestStack stack, UUID dataset, Sample sample) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("path", sample.path()).put("split", sample.split());
    line.put("modality", sample.modality()).put("sha256", sample.sha256());
    line.put("size", sample.size());
    ArrayNode all = line.putArray("annotations");
    for (Annotation each :
        stack.bean(AnnotationRepository.class).ofSamples(dataset, List.of(sample.id()))) {
      ObjectNode node = all.addObject();
      node.put("class", each.className()).put("type", each.type());
      node.put("x", each.x()).put("y", each.y());
      node.put("width", each.width()).put("height", each.height());
      // As they are, to the last digit.
      node.putRawValue("geometry", new RawValue(each.geometry()));
      node.putRawValue("attributes", new RawValue(each.attributes()));
      node.put("state", each.state()).put("score", each.score());
      node.put("is_crowd", each.isCrowd()).put("source_id", each.sourceId());
    }
    return line;
  }
}
