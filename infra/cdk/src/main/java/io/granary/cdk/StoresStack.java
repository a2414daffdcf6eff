package io.granary.cdk;

import io.granary.api.Deployed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** What functions share besides the database: buckets, queues, the table, secrets, the bus. */
final class StoresStack extends Stack {
  private final Alarms alarms;

  StoresStack(
      Construct scope,
      String id,
      StackProps props,
      Installation installation,
      Names names,
      List<Deployed> functions) {
    super(scope, id, props);
    Topic topic = topic(installation);
    this.alarms = new Alarms(this, topic);
    var queues = new Queues(this, names, functions, alarms);
    var buckets = new Buckets(this, names, queues, installation.webOrigins());
    buckets.getNode().addDependency(queues);
    table(names);
    new Secrets(this, names);
    new DropRole(this, names);
    bus(names);
  }

  Alarms alarms() {
    return alarms;
  }

  private Topic topic(Installation installation) {
    Topic topic = Topic.Builder.create(this, "Alarms").enforceSsl(true).build();
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(Grant.ofThisAccount("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .build());
    Optional<String> email = installation.alarmEmail();
    email.ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));
    return topic;
  }

  private void table(Names names) {
    Table table =
        Table.Builder.create(this, "Table")
            .tableName(names.table())
            .partitionKey(key("pk"))
            .sortKey(key("sk"))
            .timeToLiveAttribute("expires_at")
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Explained.because(
        table,
        "AwsSolutions-DDB3",
        "It holds rates, sessions and idempotency keys: nothing in it lives for more than a month,"
            + " and a restored one would bring ended sessions back.");
  }

  private static Attribute key(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  /** Takes events of this account alone, over TLS. */
  private void bus(Names names) {
    EventBus bus = EventBus.Builder.create(this, "Bus").eventBusName(names.bus()).build();
    bus.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("OnlyOverTls")
            .effect(Effect.DENY)
            .principals(List.of(new AnyPrincipal()))
            .actions(List.of("events:PutEvents"))
            .resources(List.of(names.busArn()))
            .conditions(Map.of("Bool", Map.of("aws:SecureTransport", "false")))
            .build());
  }
}
