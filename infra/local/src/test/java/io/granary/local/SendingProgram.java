package io.granary.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.domain.Sha256;
import io.granary.testing.SampleImages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A program of somebody who uploads 300 files: it keeps nothing but the id of its upload. Each
 * piece that has been taken is a line of its log.
 */
final class SendingProgram {
  static final int FILES = 300;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, byte[]> files = files();
  private final DemoClient client;
  private final Path log;

  private SendingProgram(DemoClient client, Path log) {
    this.client = client;
    this.log = log;
  }

  /** What is to be sent; the same in every process. */
  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    var images = new ArrayList<String>();
    var boxes = new ArrayList<String>();
    for (int i = 0; i < FILES - 2; i++) {
      String name = "%04d.jpg".formatted(i);
      files.put("images/" + name, SampleImages.jpeg(64, 48, i));
      images.add("{\"id\":%d,\"file_name\":\"%s\",\"width\":64,\"height\":48}".formatted(i, name));
      boxes.add(
          "{\"id\":%1$d,\"image_id\":%1$d,\"category_id\":1,\"bbox\":[16,12,32,24]}".formatted(i));
    }
    String annotations =
        "{\"categories\":[{\"id\":1,\"name\":\"disc\"}],\"images\":%s,\"annotations\":%s}"
            .formatted(images, boxes);
    files.put("annotations.json", annotations.getBytes(StandardCharsets.UTF_8));
    byte[] film = new byte[20 << 20];
    new Random(3).nextBytes(film);
    files.put("film.mp4", film);
    return files;
  }

  /**
   * Takes the address, a token, the log, a dataset's name, and the id of an upload to go on with.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var client = new DemoClient(args[0]);
    client.signIn(args[1]);
    new SendingProgram(client, Path.of(args[2])).run(args[3], args.length > 4 ? args[4] : null);
  }

  private void run(String dataset, @Nullable String begun)
      throws IOException, InterruptedException {
    JsonNode answer = begun == null ? start(dataset) : get(begun);
    String upload = answer.path("id").asText();
    note("upload " + upload);
    for (Piece piece : pieces(answer)) {
      send(piece);
    }
    while (!answer.path("cursor").isNull()) {
      answer = get(upload + "?cursor=" + answer.path("cursor").asText());
      for (Piece piece : pieces(answer)) {
        send(piece);
      }
    }
    var completed = client.post("/api/uploads/%s/complete".formatted(upload), Map.of());
    note("completed %d".formatted(completed.status()));
  }

  private JsonNode start(String dataset) throws IOException, InterruptedException {
    List<Map<String, Object>> declared = new ArrayList<>();
    files.forEach(
        (path, content) ->
            declared.add(
                Map.of("path", path, "size", content.length, "sha256", Sha256.hex(content))));
    return client
        .post(
            "/api/uploads",
            Map.of(
                "dataset_name",
                dataset,
                "modality",
                "image",
                "annotation_path",
                "annotations.json",
                "files",
                declared))
        .json();
  }

  private JsonNode get(String upload) throws IOException, InterruptedException {
    return client.get("/api/uploads/" + upload).json();
  }

  private record Piece(String path, JsonNode part) {
    int number() {
      return part.path("number").asInt();
    }
  }

  /** First parts first, so that a file of many is cut off in its middle. */
  private static List<Piece> pieces(JsonNode answer) {
    List<Piece> pieces = new ArrayList<>();
    for (JsonNode file : answer.path("files")) {
      file.path("parts").forEach(part -> pieces.add(new Piece(file.path("path").asText(), part)));
    }
    pieces.sort(Comparator.comparing(Piece::number));
    return pieces;
  }

  private void send(Piece piece) throws IOException, InterruptedException {
    int offset = piece.part().path("offset").asInt();
    int size = piece.part().path("size").asInt();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(piece.part().path("url").asText()))
            .PUT(
                BodyPublishers.ofByteArray(
                    Arrays.copyOfRange(files.get(piece.path()), offset, offset + size)));
    piece
        .part()
        .path("headers")
        .properties()
        .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
    int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
    note("put %s %d %d".formatted(piece.path(), piece.number(), status));
  }

  private void note(String line) throws IOException {
    Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
