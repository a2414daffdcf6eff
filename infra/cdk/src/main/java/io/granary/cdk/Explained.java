package io.granary.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.constructs.IConstruct;

/** Says why a rule of cdk-nag is not followed by one resource. */
final class Explained {
  private Explained() {}

  static void because(IConstruct resource, String rule, String reason) {
    NagSuppressions.addResourceSuppressions(
        resource, List.of(NagPackSuppression.builder().id(rule).reason(reason).build()));
  }

  /**
   * For a rule that finds each wildcard by itself.
   *
   * @param findings such as {@code Resource::*}
   */
  static void because(IConstruct resource, String rule, String reason, List<String> findings) {
    NagSuppressions.addResourceSuppressions(
        resource,
        List.of(NagPackSuppression.builder().id(rule).reason(reason).appliesTo(findings).build()));
  }
}
