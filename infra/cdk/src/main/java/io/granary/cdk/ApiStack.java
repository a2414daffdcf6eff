package io.granary.cdk;

import io.granary.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The HTTP API that families hang their routes on: throttled, and every call of it logged. */
final class ApiStack extends Stack {
  private static final List<String> LOGGED =
      List.of(
          "requestId",
          "requestTime",
          "identity.sourceIp",
          "identity.userAgent",
          "httpMethod",
          "path",
          "routeKey",
          "status",
          "protocol",
          "responseLength",
          "responseLatency",
          "integrationLatency",
          "integrationErrorMessage");

  private final CfnApi api;

  ApiStack(Construct scope, String id, StackProps props, Installation installation, Alarms alarms) {
    super(scope, id, props);
    this.api =
        CfnApi.Builder.create(this, "Api")
            .name(installation.name())
            .protocolType("HTTP")
            .corsConfiguration(
                installation.webOrigins().isEmpty() ? null : cors(installation.webOrigins()))
            .build();
    LogGroup log =
        LogGroup.Builder.create(this, "AccessLog")
            .logGroupName("/%s/access".formatted(installation.name()))
            .retention(Retention.days(installation.logDays()))
            .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
            .build();
    CfnStage.Builder.create(this, "Stage")
        .apiId(api.getRef())
        .stageName("$default")
        .autoDeploy(true)
        .accessLogSettings(
            CfnStage.AccessLogSettingsProperty.builder()
                .destinationArn(log.getLogGroupArn())
                .format(format())
                .build())
        .defaultRouteSettings(
            CfnStage.RouteSettingsProperty.builder()
                .throttlingRateLimit(installation.requestsPerSecond())
                .throttlingBurstLimit(installation.burst())
                .detailedMetricsEnabled(true)
                .build())
        .build();
    alarms.in(this).broken(api.getRef());
    CfnOutput.Builder.create(this, "ApiUrl").value(url()).build();
  }

  String apiId() {
    return api.getRef();
  }

  String url() {
    return api.getAttrApiEndpoint();
  }

  private static CfnApi.CorsProperty cors(List<String> origins) {
    return CfnApi.CorsProperty.builder()
        .allowOrigins(origins)
        .allowMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"))
        .allowHeaders(
            List.of(
                "authorization", "content-type", "idempotency-key", "if-match", "if-none-match"))
        .exposeHeaders(List.of("etag", "location", "retry-after", "x-request-id"))
        .maxAge(3600)
        .build();
  }

  /** One JSON object a line. */
  private static String format() {
    Map<String, String> line = new LinkedHashMap<>();
    for (String name : LOGGED) {
      line.put(name.substring(name.indexOf('.') + 1), "$context." + name);
    }
    return Json.write(line);
  }
}
