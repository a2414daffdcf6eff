package io.granary.cdk;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** What somebody should look at; each alarm names its part, and the runbook what to do. */
final class Alarms {
  private static final Duration PERIOD = Duration.minutes(5);

  private final Construct scope;
  private final ITopic topic;

  Alarms(Construct scope, ITopic topic) {
    this.scope = scope;
    this.topic = topic;
  }

  /** The same, among the resources of another stack. */
  Alarms in(Construct other) {
    return new Alarms(other, topic);
  }

  /** Messages that nobody will do any more. */
  void whenNotEmpty(IQueue dead, String name) {
    alarm(
        "Dead" + name,
        "%s has messages that were given up: see the runbook, dead letters.".formatted(name),
        dead.metricApproximateNumberOfMessagesVisible(),
        1);
  }

  /** Work that waits longer than its functions may take. */
  void late(IQueue queue, String name, Duration longest) {
    alarm(
        "Late" + name,
        "The oldest message of %s waits too long: see the runbook, stuck dataset.".formatted(name),
        queue.metricApproximateAgeOfOldestMessage(),
        longest.toSeconds());
  }

  /** Calls of a function that broke, or that Lambda did not let through. */
  void failing(String function) {
    alarm("Errors", function + " fails: look into its log group.", lambda("Errors", function), 1);
    alarm(
        "Throttles",
        function + " is called more often than the account lets it.",
        lambda("Throttles", function),
        10);
  }

  /** Answers of the API that are its own fault. */
  void broken(String apiId) {
    alarm(
        "Broken",
        "The API answers 5xx: look for its request ids in the access log.",
        Metric.Builder.create()
            .namespace("AWS/ApiGateway")
            .metricName("5xx")
            .dimensionsMap(Map.of("ApiId", apiId))
            .statistic("Sum")
            .period(PERIOD)
            .build(),
        5);
  }

  private void alarm(String id, String description, IMetric metric, Number threshold) {
    Alarm alarm =
        Alarm.Builder.create(scope, "Alarm" + id)
            .alarmDescription(description)
            .metric(metric)
            .threshold(threshold)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .evaluationPeriods(1)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    alarm.addAlarmAction(new SnsAction(topic));
  }

  private static Metric lambda(String name, String function) {
    return Metric.Builder.create()
        .namespace("AWS/Lambda")
        .metricName(name)
        .dimensionsMap(Map.of("FunctionName", function))
        .statistic("Sum")
        .period(PERIOD)
        .build();
  }
}
