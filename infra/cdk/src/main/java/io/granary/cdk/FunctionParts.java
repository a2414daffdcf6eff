package io.granary.cdk;

import io.granary.api.Deployed;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.Operation;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** One function with everything that is its own: role, log, version, trigger, alarms. */
final class FunctionParts extends Construct {
  private static final int GATEWAY_SECONDS = 30;

  private final Deployed deployed;
  private final Family family;
  private final Alias live;

  FunctionParts(Construct scope, Deployed deployed, Family family) {
    super(scope, deployed.name());
    this.deployed = deployed;
    this.family = family;
    Function function = function(role(), log());
    this.live =
        Alias.Builder.create(this, "Live")
            .aliasName("live")
            .version(function.getCurrentVersion())
            .build();
    deployed.operation().ifPresent(this::addRoute);
    deployed.queue().ifPresent(this::addQueue);
    deployed.schedule().ifPresent(this::addSchedule);
    if (deployed.rights().uses().contains(Use.DEPLOYMENT)) {
      addDeployment();
    }
    family.alarms().in(this).failing(function.getFunctionName());
  }

  private LogGroup log() {
    return LogGroup.Builder.create(this, "Log")
        .logGroupName(family.names().logGroup(deployed.name()))
        .retention(Retention.days(family.installation().logDays()))
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  private Role role() {
    List<Grant> grants = family.grants().of(deployed);
    Role role =
        Role.Builder.create(this, "Role")
            .roleName(family.names().role(deployed.name()))
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .inlinePolicies(Grant.policy(grants))
            .build();
    grants.forEach(grant -> grant.explainWildcards(role));
    Explained.because(
        role,
        "Serverless-LambdaStarPermissions",
        "Only the network and traces have no narrower resource; the reviewed list of all policies"
            + " in the tests shows every wildcard.");
    return role;
  }

  private Function function(Role role, LogGroup log) {
    boolean isRoute = deployed.operation().isPresent();
    int timeout = deployed.declared().timeoutSeconds();
    Function function =
        Function.Builder.create(this, "Function")
            .functionName(family.names().function(deployed.name()))
            .description("Granary: " + deployed.trigger())
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.X86_64)
            .code(family.code())
            .layers(family.layers().isEmpty() ? null : family.layers())
            .handler(deployed.handler() + "::handleRequest")
            .memorySize(deployed.declared().memoryMb())
            .timeout(Duration.seconds(isRoute ? Math.min(timeout, GATEWAY_SECONDS) : timeout))
            .snapStart(deployed.declared().snapStart() ? SnapStartConf.ON_PUBLISHED_VERSIONS : null)
            .environment(family.settings().of(deployed))
            .role(role.withoutPolicyUpdates())
            .logGroup(log)
            .tracing(Tracing.ACTIVE)
            .vpc(family.vpc())
            .vpcSubnets(subnets())
            .securityGroups(List.of(family.group()))
            .deadLetterQueue(deployed.schedule().isPresent() ? deadSchedules() : null)
            .build();
    // CDK cannot see that the alias has a published one.
    Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
    if (deployed.schedule().isEmpty()) {
      String reason =
          deployed.queue().isPresent()
              ? "Its queue has a dead-letter queue, which also gets what a crash leaves."
              : "It is called and answers; nobody leaves work with it.";
      Explained.because(function, "Serverless-LambdaDLQ", reason);
    }
    return function;
  }

  private SubnetSelection subnets() {
    return deployed.rights().uses().contains(Use.WAREHOUSE)
        ? family.warehouseSubnets()
        : family.subnets();
  }

  private IQueue deadSchedules() {
    return Queue.fromQueueArn(this, "Dead", family.names().queueArn(Queues.SCHEDULES_DEAD));
  }

  private void addRoute(Operation operation) {
    String path = operation.route().path();
    CfnIntegration integration =
        CfnIntegration.Builder.create(this, "Integration")
            .apiId(family.apiId())
            .integrationType("AWS_PROXY")
            .integrationUri(live.getFunctionArn())
            .payloadFormatVersion("2.0")
            .timeoutInMillis(GATEWAY_SECONDS * 1000)
            .build();
    CfnRoute route =
        CfnRoute.Builder.create(this, "Route")
            .apiId(family.apiId())
            .routeKey(operation.route().method() + " " + path)
            .target("integrations/" + integration.getRef())
            .authorizationType("NONE")
            .build();
    Explained.because(
        route,
        "AwsSolutions-APIG4",
        "The edge in the function knows callers, by access tokens and by personal tokens, which an"
            + " authorizer of the gateway cannot; a generated test calls every route as a stranger.");
    CfnPermission.Builder.create(this, "Permission")
        .action("lambda:InvokeFunction")
        .functionName(live.getFunctionArn())
        .principal("apigateway.amazonaws.com")
        .sourceArn(
            "arn:%s:execute-api:%s:%s:%s/*/%s%s"
                .formatted(
                    Aws.PARTITION,
                    Aws.REGION,
                    Aws.ACCOUNT_ID,
                    family.apiId(),
                    operation.route().method(),
                    operation.route().path(_ -> "*")))
        .build();
  }

  private void addQueue(String queue) {
    CfnEventSourceMapping messages =
        CfnEventSourceMapping.Builder.create(this, "Messages")
            .functionName(live.getFunctionArn())
            .eventSourceArn(family.names().queueArn(queue))
            .batchSize(deployed.declared().batch())
            .functionResponseTypes(List.of("ReportBatchItemFailures"))
            .scalingConfig(
                CfnEventSourceMapping.ScalingConfigProperty.builder()
                    .maximumConcurrency(deployed.declared().concurrency())
                    .build())
            .build();
    Explained.because(
        messages,
        "Serverless-LambdaEventSourceMappingDestination",
        "What a queue gives in vain goes to the queue's own dead-letter queue; destinations of the"
            + " mapping are for streams.");
  }

  private void addSchedule(String rate) {
    Role role =
        Role.Builder.create(this, "Clock")
            .assumedBy(Grant.ofThisAccount("scheduler.amazonaws.com"))
            .inlinePolicies(
                Grant.policy(
                    List.of(
                        Grant.allow(
                            "Calls this function.",
                            List.of("lambda:InvokeFunction"),
                            live.getFunctionArn()),
                        Grant.allow(
                            "Leaves there what it could not call.",
                            List.of("sqs:SendMessage"),
                            family.names().queueArn(Queues.SCHEDULES_DEAD)))))
            .build();
    CfnSchedule.Builder.create(this, "Schedule")
        .name(family.names().function(deployed.name()))
        .scheduleExpression(rate)
        .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
        .target(
            CfnSchedule.TargetProperty.builder()
                .arn(live.getFunctionArn())
                .roleArn(role.getRoleArn())
                .input(
                    "{\"id\":\"<aws.scheduler.execution-id>\",\"time\":\"<aws.scheduler.scheduled-time>\"}")
                .deadLetterConfig(
                    CfnSchedule.DeadLetterConfigProperty.builder()
                        .arn(family.names().queueArn(Queues.SCHEDULES_DEAD))
                        .build())
                .retryPolicy(
                    CfnSchedule.RetryPolicyProperty.builder()
                        .maximumRetryAttempts(3)
                        .maximumEventAgeInSeconds(3600)
                        .build())
                .build())
        .build();
  }

  /** The deployment calls it whenever its package has changed, and goes on when it has answered. */
  private void addDeployment() {
    CustomResource.Builder.create(this, "Deployment")
        .serviceToken(live.getFunctionArn())
        .resourceType("Custom::Granary")
        .properties(Map.of("Package", family.version()))
        // A little longer than the function has: it answers whatever happens.
        .serviceTimeout(Duration.seconds(deployed.declared().timeoutSeconds() + 60))
        .build();
  }
}
