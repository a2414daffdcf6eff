package io.granary.api;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/**
 * Lets one function of a deployable exist: the one that the setting {@code granary.function} (in
 * Lambda the variable {@code GRANARY_FUNCTION}) names; all of them when it is absent.
 */
public final class SelectedFunction implements Condition {
  @Override
  @SuppressWarnings("rawtypes")
  public boolean matches(ConditionContext context) {
    String selected = context.getProperty("granary.function", String.class).orElse("");
    return selected.isEmpty()
        || context
            .getComponent()
            .getAnnotationMetadata()
            .stringValue(LambdaFunction.class, "name")
            .filter(selected::equals)
            .isPresent();
  }
}
