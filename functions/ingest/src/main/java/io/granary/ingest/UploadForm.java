package io.granary.ingest;

import io.granary.api.RequestInfo;
import io.granary.database.IngestItem;
import io.granary.domain.Code;
import io.granary.domain.DatasetName;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.domain.Ids;
import io.granary.formats.Formats;
import io.granary.formats.archives.MemberPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.AbstractRequestContext;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.jspecify.annotations.Nullable;

/**
 * What a multipart request asks for, with all its problems found at once.
 *
 * @param modality what the samples are to be taken for; null leaves it to detection
 * @param annotationFormat what the annotations are to be read as; null leaves it to detection
 * @param dryRun whether it is only to be told what would come of it
 */
record UploadForm(
    String name,
    @Nullable String description,
    @Nullable UUID modelId,
    @Nullable String modality,
    @Nullable String annotationFormat,
    boolean dryRun,
    List<File> files) {
  private static final int MAX_DESCRIPTION = 2000;
  private static final Set<String> FIELDS =
      Set.of(
          "dataset_name",
          "dataset_description",
          "model_id",
          "modality",
          "annotation_format",
          "dry_run");

  UploadForm {
    files = List.copyOf(files);
  }

  /** One file. */
  @SuppressWarnings("ArrayRecordComponent")
  record File(String path, byte[] content) {
    IngestItem.Kind kind() {
      return Sources.kind(path);
    }
  }

  /**
   * Reads a request.
   *
   * @param isOwnModel whether a model is the caller's
   * @throws GranaryException VALIDATION_FAILED
   */
  static UploadForm read(RequestInfo request, Predicate<UUID> isOwnModel) {
    try {
      return new Reader(isOwnModel).read(request);
    } catch (IOException e) {
      throw new GranaryException(
          Code.VALIDATION_FAILED, "Cannot read the multipart body: it is not well-formed.", e);
    }
  }

  private static final class Reader {
    private final Predicate<UUID> isOwnModel;
    private final Map<String, String> fields = new TreeMap<>();
    private final List<File> files = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();
    private int archives;
    private int uploads;

    Reader(Predicate<UUID> isOwnModel) {
      this.isOwnModel = isOwnModel;
    }

    UploadForm read(RequestInfo request) throws IOException {
      byte[] body = request.body();
      FileItemInputIterator items = new Multipart().getItemIterator(new Context(request, body));
      while (items.hasNext()) {
        FileItemInput item = items.next();
        try (InputStream in = item.getInputStream()) {
          take(item, in.readAllBytes());
        }
      }
      return checked();
    }

    private void take(FileItemInput item, byte[] content) {
      String field = item.getFieldName();
      boolean isFile = field.equals("files") || field.equals("annotation_file");
      if (isFile && item.getName() != null) {
        takeFile(field, item.getName(), content);
      } else if (!isFile && FIELDS.contains(field)) {
        fields.put(field, new String(content, StandardCharsets.UTF_8));
      } else {
        violations.add(new Violation("/" + field, "is not a field of this operation"));
      }
    }

    private void takeFile(String field, String name, byte[] content) {
      MemberPath path = MemberPath.of(name);
      if (path.kind() == MemberPath.Kind.UNSAFE) {
        violations.add(new Violation("/" + field, "has an unsafe name: " + path.reason()));
        return;
      }
      if (!paths.add(path.path())) {
        violations.add(
            new Violation("/" + field, "has the name '%s' twice".formatted(path.path())));
      }
      var file = new File(path.path(), content);
      if (field.equals("files")) {
        uploads++;
        archives += file.kind() == IngestItem.Kind.FILE ? 0 : 1;
      }
      files.add(file);
    }

    private UploadForm checked() {
      String name = DatasetName.normalized(fields.getOrDefault("dataset_name", ""));
      DatasetName.problem(name)
          .ifPresent(problem -> violations.add(new Violation("/dataset_name", problem)));
      String description = fields.get("dataset_description");
      if (description != null && description.length() > MAX_DESCRIPTION) {
        violations.add(
            new Violation(
                "/dataset_description",
                "size must be between 0 and %d".formatted(MAX_DESCRIPTION)));
      }
      UUID model = model();
      String modality = fields.get("modality");
      if (modality != null && !modality.matches(Modality.NAMES)) {
        violations.add(
            new Violation("/modality", "must be one of " + Modality.NAMES.replace("|", ", ")));
      }
      String format = fields.get("annotation_format");
      if (format != null && !Formats.hints().contains(format)) {
        violations.add(
            new Violation(
                "/annotation_format", "must be one of " + String.join(", ", Formats.hints())));
      }
      String dryRun = fields.getOrDefault("dry_run", "false");
      if (!dryRun.equals("true") && !dryRun.equals("false")) {
        violations.add(new Violation("/dry_run", "must be true or false"));
      }
      if (uploads == 0) {
        violations.add(new Violation("/files", "must hold at least one file"));
      }
      if (archives > 0 && uploads > 1) {
        violations.add(new Violation("/files", "must be one archive or other files, not both"));
      }
      if (!violations.isEmpty()) {
        throw new GranaryException(
            Code.VALIDATION_FAILED,
            "Cannot take the request: %d problem(s) found.".formatted(violations.size()),
            violations);
      }
      return new UploadForm(
          name, description, model, modality, format, dryRun.equals("true"), files);
    }

    private @Nullable UUID model() {
      String text = fields.get("model_id");
      if (text == null) {
        return null;
      }
      Optional<UUID> model = Ids.parse(text.strip()).filter(isOwnModel);
      if (model.isEmpty()) {
        violations.add(new Violation("/model_id", "must be a model of yours"));
      }
      return model.orElse(null);
    }
  }

  /** The request as the parser wants it. */
  private static final class Context extends AbstractRequestContext<RequestInfo> {
    private final RequestInfo info;
    private final byte[] body;

    Context(RequestInfo request, byte[] body) {
      super(_ -> null, () -> body.length, request);
      this.info = request;
      this.body = body;
    }

    @Override
    public String getCharacterEncoding() {
      return StandardCharsets.UTF_8.name();
    }

    @Override
    public String getContentType() {
      return info.contentType();
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(body);
    }
  }

  /** The parser; it is asked for one item after the other and keeps none. */
  private static final class Multipart
      extends AbstractFileUpload<RequestInfo, DiskFileItem, DiskFileItemFactory> {
    @Override
    public FileItemInputIterator getItemIterator(RequestInfo request) throws FileUploadException {
      throw new FileUploadException("Items are asked for by context");
    }

    @Override
    public Map<String, List<DiskFileItem>> parseParameterMap(RequestInfo request)
        throws FileUploadException {
      throw new FileUploadException("Items are asked for by context");
    }

    @Override
    public List<DiskFileItem> parseRequest(RequestInfo request) throws FileUploadException {
      throw new FileUploadException("Items are asked for by context");
    }
  }
}
