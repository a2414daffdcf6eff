package io.granary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.granary.simulator.MessageStore.Message;
import io.granary.testing.TestStack;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What nobody can do goes aside, and takes nothing else with it. */
final class PoisonTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final String QUEUE = "counts";
  private static final int MANY = 10_000;

  private Stage stage;
  private World world;
  private CountingFunction function;

  @BeforeEach
  void open() throws SQLException {
    stage = new Stage(STACK.stack(), Stage.SMALL_PARTS);
    world = stage.begin(1, Weather.hopeful());
    function = new CountingFunction(stage.context());
    world.add(new Feed(world, function));
  }

  @AfterEach
  void close() throws SQLException {
    stage.close();
  }

  @Test
  void ofABatchExactlyThePoisonComesBack() {
    var event = new SQSEvent();
    event.setRecords(
        Stream.of("1", "poison 2", "3", "poison 4", "5", "poison 6").map(this::record).toList());

    var response = function.execute(event);

    assertThat(response.getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("id of poison 2", "id of poison 4", "id of poison 6");
    assertThat(function.done()).isEqualTo(Map.of("1", 1, "3", 1, "5", 1));
  }

  @Test
  void whatFailsFiveTimesIsGivenUpAndLiesAmongTheDeadLetters() {
    send("poison");

    world.run();

    assertThat(dead()).containsExactly("poison");
    assertThat(function.taken()).isEqualTo(Map.of("poison", 5));
    assertThat(function.givenUp()).isEqualTo(Map.of("poison", 1));
  }

  @Test
  void deadLettersThatAreMovedBackAreTakenLikeAnyOther() {
    send("poison");
    world.run();

    world.messages().redrive(QUEUE);
    world.run();

    assertThat(function.taken()).isEqualTo(Map.of("poison", 10));
    assertThat(dead()).containsExactly("poison");
  }

  @Test
  void whatMetOthersAtItsWorkEachTimeIsNoDeadLetter() {
    send("busy");

    world.run();

    assertThat(function.taken()).isEqualTo(Map.of("busy", 5));
    assertThat(function.givenUp()).isEmpty();
    assertThat(dead()).isEmpty();
    assertThat(world.messages().queue(QUEUE)).isEmpty();
  }

  @Test
  void ofTenThousandNothingIsLost() {
    IntStream.range(0, MANY)
        .mapToObj(i -> i % 100 == 0 ? "poison " + i : i % 10 == 0 ? "late " + i : "good " + i)
        .forEach(this::send);
    Choices choices = new Choices(2);
    world.faults(
        (invocation, _, _) ->
            invocation.mayBreak() && choices.oneIn(3) ? Fault.anyOf(choices) : Fault.NONE);

    world.run();

    assertThat(function.done()).hasSize(MANY - MANY / 100);
    assertThat(dead()).hasSize(MANY / 100).allMatch(body -> body.startsWith("poison"));
    assertThat(world.messages().queue(QUEUE)).isEmpty();
  }

  private void send(String body) {
    world.messages().send(QUEUE, body, Duration.ZERO);
  }

  private List<String> dead() {
    return world.messages().dead(QUEUE).stream().map(Message::body).toList();
  }

  private SQSMessage record(String body) {
    var message = new SQSMessage();
    message.setMessageId("id of " + body);
    message.setReceiptHandle("receipt of " + body);
    message.setBody(body);
    message.setAttributes(Map.of("ApproximateReceiveCount", "5"));
    return message;
  }
}
