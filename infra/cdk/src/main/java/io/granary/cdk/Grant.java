package io.granary.cdk;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;
import software.constructs.IConstruct;

/**
 * One thing that a role may do, or must not.
 *
 * @param why in one sentence; it also explains a wildcard in the resources to whoever reviews them
 * @param conditions operator, then key and value, as IAM has them
 */
record Grant(
    String why,
    Effect effect,
    List<String> actions,
    List<String> resources,
    Map<String, Map<String, Object>> conditions) {
  /** How CDK writes what only CloudFormation knows; cdk-nag writes it as {@code <AWS::Region>}. */
  private static final Pattern TOKEN = Pattern.compile("\\$\\{Token\\[AWS\\.(\\w+)\\.\\d+]}");

  Grant {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    // In one order, so that the same grants make the same template.
    conditions = Collections.unmodifiableMap(new TreeMap<>(conditions));
  }

  static Grant allow(String why, List<String> actions, String resource) {
    return allow(why, actions, List.of(resource));
  }

  static Grant allow(String why, List<String> actions, List<String> resources) {
    return new Grant(why, Effect.ALLOW, actions, resources, Map.of());
  }

  static Grant deny(String why, List<String> actions, List<String> resources) {
    return new Grant(why, Effect.DENY, actions, resources, Map.of());
  }

  Grant when(String operator, String key, Object value) {
    Map<String, Map<String, Object>> all = new TreeMap<>(conditions);
    all.put(operator, Map.of(key, value));
    return new Grant(why, effect, actions, resources, all);
  }

  /** Grants as the one policy of a role. */
  static Map<String, PolicyDocument> policy(List<Grant> grants) {
    return Map.of(
        "own",
        PolicyDocument.Builder.create()
            .statements(grants.stream().map(Grant::statement).toList())
            .build());
  }

  /** A service of AWS, when it acts for this account and for nobody else. */
  static IPrincipal ofThisAccount(String service) {
    return new ServicePrincipal(
        service,
        ServicePrincipalOpts.builder()
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
            .build());
  }

  /** Tells cdk-nag why a role has what looks like too much. */
  void explainWildcards(IConstruct role) {
    List<String> findings =
        resources.stream()
            .filter(resource -> effect == Effect.ALLOW && resource.contains("*"))
            .map(resource -> "Resource::" + TOKEN.matcher(resource).replaceAll("<AWS::$1>"))
            .toList();
    if (!findings.isEmpty()) {
      Explained.because(role, "AwsSolutions-IAM5", why, findings);
    }
  }

  PolicyStatement statement() {
    return PolicyStatement.Builder.create()
        .effect(effect)
        .actions(actions)
        .resources(resources)
        .conditions(conditions.isEmpty() ? null : conditions)
        .build();
  }
}
