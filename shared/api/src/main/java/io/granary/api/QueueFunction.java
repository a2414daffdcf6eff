package io.granary.api;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.granary.api.SnapStart.Primer;
import io.granary.storage.Queues;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.MicronautRequestHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A function that takes messages of a queue. Each message stands alone: one that fails is given
 * back and the others are done. A message that fails for the last time is first told to {@link
 * #giveUp}, and then goes to the dead-letter queue.
 */
public abstract class QueueFunction extends MicronautRequestHandler<SQSEvent, SQSBatchResponse> {
  /** How often a message is tried; the queues' redrive policy says the same. */
  public static final int MAX_RECEIVES = 5;

  /** Then four times as long each time: 5, 20, 80 and 320 seconds. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(QueueFunction.class);

  private final SnapStart snapStart;

  /** What Lambda starts. */
  @SuppressWarnings("this-escape") // The runtime calls back when the function is complete.
  protected QueueFunction() {
    Startup.checkEvents(applicationContext, getClass());
    this.snapStart = snapStart(applicationContext);
    snapStart.register();
  }

  /** Takes its collaborators from a context that is already up. */
  @SuppressWarnings("this-escape")
  protected QueueFunction(ApplicationContext context) {
    super(context);
    this.snapStart = snapStart(context);
  }

  private SnapStart snapStart(ApplicationContext context) {
    var empty = new SQSEvent();
    empty.setRecords(List.of());
    return new SnapStart(
        context,
        () -> List.of(Primers.database(context), new Primer("batch", () -> execute(empty))));
  }

  /** What the runtime calls around a snapshot. */
  public final Resource snapStart() {
    return snapStart;
  }

  @Override
  protected final ApplicationContextBuilder newApplicationContextBuilder() {
    return Startup.context();
  }

  @Override
  public final SQSBatchResponse execute(SQSEvent event) {
    List<BatchItemFailure> failures = new ArrayList<>();
    MDC.put("function", new Deployed(getClass()).name());
    Deadline deadline =
        applicationContext.getBean(Deadlines.class).begin(Duration.ofSeconds(timeoutSeconds()));
    for (SQSMessage message : event.getRecords()) {
      MDC.put("request_id", message.getMessageId());
      try {
        take(message.getBody(), deadline);
      } catch (Busy busy) {
        // Whoever is at its work has a message too, and the clock takes up what nobody goes on
        // with;
        // among the dead letters it would only look like something that went wrong.
        if (!isLast(message)) {
          LOG.info("Gave a message back: {}", busy.getMessage());
          failures.add(givenBack(message));
        }
      } catch (RuntimeException e) {
        LOG.error("Could not take a message", e);
        failures.add(givenBack(message));
        if (isLast(message)) {
          endWith(message, e);
        }
      } finally {
        MDC.remove("request_id");
      }
    }
    MDC.remove("function");
    return new SQSBatchResponse(failures);
  }

  /**
   * Lambda leaves a message that failed unseen until its queue's timeout is over, which is six
   * times the function's: an hour and a half for a slip of the database. It comes after seconds at
   * first, and after minutes when it has failed often.
   */
  private BatchItemFailure givenBack(SQSMessage message) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << (2 * (Math.min(received(message), 5) - 1)));
    try {
      applicationContext
          .getBean(Queues.class)
          .comeAgain(
              getClass().getAnnotation(LambdaFunction.class).queue(),
              message.getReceiptHandle(),
              pause);
    } catch (RuntimeException e) {
      LOG.warn("Could not say when a message is to come again", e);
    }
    return new BatchItemFailure(message.getMessageId());
  }

  /**
   * A message that cannot even be given up, because nobody can read it or the database is away,
   * must not take the others of its batch with it.
   */
  private void endWith(SQSMessage message, RuntimeException cause) {
    try {
      giveUp(message.getBody(), cause);
    } catch (RuntimeException e) {
      LOG.error("Could not give up a message", e);
    }
  }

  /** Somebody else is at the same work; the message is to come again. */
  public static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Busy(String message) {
      super(message);
    }
  }

  private int timeoutSeconds() {
    return getClass().getAnnotation(LambdaFunction.class).timeoutSeconds();
  }

  /**
   * Does what a message asks for; runs again when it throws.
   *
   * @param deadline what takes long stops before it, and leaves the rest to another message
   */
  protected abstract void take(String body, Deadline deadline);

  /** Leaves a stated failure behind, because the message will not come again. */
  protected abstract void giveUp(String body);

  /**
   * The same, with what the last try has thrown, for whoever tells reasons apart.
   *
   * @param cause what {@link #take} has thrown
   */
  protected void giveUp(String body, RuntimeException cause) {
    giveUp(body);
  }

  private static boolean isLast(SQSMessage message) {
    return received(message) >= MAX_RECEIVES;
  }

  /** How often the message was received, this time included. */
  private static int received(SQSMessage message) {
    String received =
        message.getAttributes() == null
            ? null
            : message.getAttributes().get("ApproximateReceiveCount");
    return received == null ? 1 : Integer.parseInt(received);
  }
}
