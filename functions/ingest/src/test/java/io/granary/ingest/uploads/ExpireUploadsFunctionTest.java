package io.granary.ingest.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ExpireUploadsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final byte[] PICTURE = SampleImages.jpeg(64, 48, 1);
  private final Rows rows = new Rows(STACK);

  private static void tick() {
    new ExpireUploadsFunction(STACK.context()).execute(Map.of());
  }

  private String state(JsonNode upload) {
    return rows.text("select state from uploads where id = ?", Rows.id(upload));
  }

  @Test
  void whatNobodyHasCompletedInTimeIsClearedAway() {
    var sender =
        new Sender(STACK.signedIn("ann")).file("a.jpg", PICTURE).file("b.mp4", new byte[9 << 20]);
    JsonNode late = sender.start(Map.of("dataset_name", "late"));
    sender.send(late);
    JsonNode open = sender.start(Map.of("dataset_name", "open"));
    rows.change(
        "update uploads set expires_at = now() - interval '1 s' where id = ?", Rows.id(late));

    tick();
    tick();

    assertThat(state(late)).isEqualTo("aborted");
    assertThat(rows.keys(Rows.id(late))).isEmpty();
    assertThat(rows.count("select count(*) from datasets where id = ?", Rows.dataset(late)))
        .isZero();
    assertThat(state(open)).isEqualTo("open");
    assertThat(sender.get(Rows.id(late).toString()).code()).isEqualTo("UPLOAD_EXPIRED");
    assertThat(sender.send(sender.get(Rows.id(open).toString()).json())).isEqualTo(3);
  }

  @Test
  void aDatasetInTheTrashStaysThereWhenItsUploadEnds() {
    var sender = new Sender(STACK.signedIn("dot")).file("a.jpg", PICTURE);
    JsonNode late = sender.start(Map.of("dataset_name", "trashed"));
    rows.change(
        "update datasets set deleted_at = now(), restore_until = now() where id = ?",
        Rows.dataset(late));
    rows.change(
        "update uploads set expires_at = now() - interval '1 s' where id = ?", Rows.id(late));

    tick();

    assertThat(state(late)).isEqualTo("aborted");
    assertThat(
            rows.text(
                "select status || ' ' || error_code from datasets where id = ?",
                Rows.dataset(late)))
        .isEqualTo("error UPLOAD_ENDED");
  }

  @Test
  void anAbortThatHasStoppedHalfWayGoesOn() {
    var sender = new Sender(STACK.signedIn("bea")).file("a.jpg", PICTURE);
    JsonNode started = sender.start(Map.of("dataset_name", "half"));
    sender.send(started);
    rows.change("update uploads set state = 'aborting' where id = ?", Rows.id(started));

    tick();

    assertThat(state(started)).isEqualTo("aborted");
    assertThat(rows.keys(Rows.id(started))).isEmpty();
    assertThat(rows.count("select count(*) from datasets where id = ?", Rows.dataset(started)))
        .isZero();
  }

  @Test
  void whatComesByALinkAfterTheEndIsClearedAwayWhenTheLastLinkHasEnded() {
    var sender = new Sender(STACK.signedIn("cyn")).file("a.jpg", PICTURE);
    JsonNode started = sender.start(Map.of("dataset_name", "replay"));
    sender.abort(Rows.id(started).toString());
    sender.send(started);
    tick();
    assertThat(rows.keys(Rows.id(started))).as("there may be more to come").hasSize(1);

    rows.change(
        "update uploads set links_end_at = now() - interval '1 s' where id = ?", Rows.id(started));
    tick();

    assertThat(rows.keys(Rows.id(started))).isEmpty();
    assertThat(
            rows.count("select count(*) from upload_files where upload_id = ?", Rows.id(started)))
        .isZero();
    assertThat(
            rows.count(
                "select count(*) from uploads where id = ? and swept_at is not null",
                Rows.id(started)))
        .isEqualTo(1);
  }
}
