package io.granary.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.local.DemoClient.Answer;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the main job on the embedded stack, and says what came of it: a line a capability. */
public final class Demo {
  private static final String OWNER = "ada";

  private final LocalStack stack;
  private final DemoDrops drops;
  private final DemoClient client;

  private Demo(LocalStack stack) {
    this.stack = stack;
    this.drops = new DemoDrops(stack.objects(), OWNER);
    this.client = new DemoClient(stack.url());
  }

  /** Ends with exit 0 when everything worked. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("granary.root", "."));
    Path home = root.resolve("target/demo-home");
    clear(home);
    long started = System.nanoTime();
    try (LocalStack stack = LocalStack.start(new LocalStack.Place(root, home, 0, 0))) {
      say(
          "embedded stack",
          "PostgreSQL, S3, SQS, DynamoDB and all functions up after %.1f s"
              .formatted((System.nanoTime() - started) / 1e9));
      new Demo(stack).run();
    }
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    accounts();
    String dataset = drop();
    look(dataset);
    trust(dataset);
    new DemoFormats(client, drops).run();
    drops.folder();
    new DemoUpload(client).run();
    new DemoWarehouse(client).run();
    new DemoDeletion(client, drops).run();
    badInput();
    new DemoTeam(stack.url(), client).run(dataset);
  }

  private void accounts() throws IOException, InterruptedException {
    expect(client.get("/api/health"), 200);
    register(client, OWNER);
    JsonNode me = expect(client.get("/api/users/me"), 200);
    say("accounts", "registered and signed in as " + me.path("username").asText());
  }

  static void register(DemoClient client, String username)
      throws IOException, InterruptedException {
    Map<String, String> account =
        Map.of(
            "username", username,
            "email", username + "@example.com",
            "password", "a password of " + username);
    expect(client.post("/api/auth/register", account), 201);
    JsonNode tokens =
        expect(
            client.post(
                "/api/auth/login",
                Map.of("username", username, "password", account.get("password"))),
            200);
    client.signIn(tokens.path("access_token").asText());
  }

  private String drop() throws IOException, InterruptedException {
    JsonNode result = drops.take("discs.zip", SampleCoco.zip(24));
    if (!result.path("status").asText().equals("ready")) {
      throw new IOException("The drop failed: " + result);
    }
    JsonNode summary = result.path("upload_summary");
    say(
        "drop a ZIP in S3",
        "ready with %d images, %d annotations imported, %d skipped"
            .formatted(
                summary.path("images_uploaded").asInt(),
                summary.path("annotations_imported").asInt(),
                summary.path("annotations_skipped").asInt()));
    JsonNode job = expect(client.get("/api/jobs/" + result.path("job_id").asText()), 200);
    say(
        "job",
        "%s, %d %%, %d lines in its log"
            .formatted(
                job.path("status").asText(),
                job.path("progress_percentage").asInt(),
                job.path("log").size()));
    return result.path("dataset_id").asText();
  }

  private void look(String dataset) throws IOException, InterruptedException {
    String base = "/api/datasets/" + dataset;
    JsonNode datasets = expect(client.get("/api/datasets?facets=true"), 200);
    JsonNode samples = expect(client.get(base + "/samples?limit=5&facets=true"), 200);
    say(
        "list",
        "%d dataset(s); %d samples, classes %s"
            .formatted(
                datasets.path("total").asInt(),
                samples.path("total").asInt(),
                samples.path("facets").path("class")));
    String sample = base + "/samples/" + samples.path("items").path(0).path("id").asText();
    say(
        "links",
        "an image of %d bytes and its thumbnail of %d"
            .formatted(
                client.follow(sample + "/content").length,
                client.follow(sample + "/thumbnail").length));
    JsonNode preview = expect(client.get(base + "/preview?limit=3"), 200);
    say("preview", "%d images with links and annotations".formatted(preview.path("items").size()));
    JsonNode project = expect(client.get("/api/projects?dataset_id=" + dataset), 200);
    JsonNode first = project.path("items").path(0);
    JsonNode classes =
        expect(client.get("/api/projects/%s/classes".formatted(first.path("id").asText())), 200);
    say(
        "labelling project",
        "%s with %d classes"
            .formatted(first.path("task_type").asText(), classes.path("items").size()));
    JsonNode statistics = expect(client.get(base + "/statistics"), 200);
    say(
        "statistics",
        "%d samples, %d annotations, formats %s"
            .formatted(
                statistics.path("sample_count").asInt(),
                statistics.path("annotation_count").asInt(),
                statistics.path("formats")));
  }

  private void trust(String dataset) throws IOException, InterruptedException {
    JsonNode report = expect(client.get("/api/datasets/%s/import-report".formatted(dataset)), 200);
    say(
        "import report",
        "format %s, %d problem(s) in the good set"
            .formatted(
                report.path("detection").path("format").asText(), report.path("issues").size()));
    byte[] doubtful =
        new SampleZip()
            .add("a.jpg", SampleImages.jpeg(64, 48, 1))
            .add("cut-off.jpg", Arrays.copyOf(SampleImages.jpeg(64, 48, 2), 400))
            .add(
                "annotations.json",
                new SampleCoco()
                    .category(1, "disc")
                    .image(1, "a.jpg", 64, 48)
                    .box(1, 1, 1, 1, 1, 10, 10)
                    .box(2, 1, 1, 1, 1, 0, 10)
                    .box(3, 9, 1, 1, 1, 10, 10)
                    .box(4, 1, 1, 60, 40, 10, 10)
                    .json())
            .bytes();
    JsonNode result = drops.take("doubtful.zip", doubtful);
    say("problems named", result.path("status").asText() + " with " + codes(result));
  }

  private static String codes(JsonNode result) {
    var codes = new StringBuilder();
    for (JsonNode issue : result.path("upload_summary").path("issues")) {
      codes.append(codes.isEmpty() ? "" : ", ").append(issue.path("code").asText());
    }
    return codes.toString();
  }

  private void badInput() throws IOException, InterruptedException {
    byte[] bomb = new SampleZip().add("zeros.jpg", new byte[12_000_000]).bytes();
    JsonNode result = drops.take("bomb.zip", bomb);
    say("bad input", result.path("status").asText() + ", " + result.path("code").asText());
  }

  static JsonNode expect(Answer answer, int status) throws IOException {
    if (answer.status() != status) {
      throw new IOException("Got %d: %s".formatted(answer.status(), answer.json()));
    }
    return answer.json();
  }

  /** The status that a job ends with. */
  static String await(DemoClient client, String job, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      String status = expect(client.get(job), 200).path("status").asText();
      if (!status.equals("pending") && !status.equals("running")) {
        return status;
      }
      Thread.sleep(Duration.ofMillis(50));
    }
    throw new IOException("The job is not done after " + patience);
  }

  static void say(String capability, String result) {
    System.out.printf("%s: %s%n", capability, result);
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
