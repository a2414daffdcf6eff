package io.granary.cdk;

import io.granary.api.Deployed;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The functions of one family, each with its own role. */
final class FamilyStack extends Stack {
  /** Makes what the functions share, among the resources of this stack. */
  interface Shared {
    Family in(Stack stack);
  }

  FamilyStack(
      Construct scope, String id, StackProps props, Shared shared, List<Deployed> functions) {
    super(scope, id, props);
    Family family = shared.in(this);
    for (Deployed function : functions) {
      new FunctionParts(this, function, family);
    }
  }
}
