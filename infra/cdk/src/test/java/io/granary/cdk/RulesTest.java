package io.granary.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Both packs of cdk-nag, over everything. */
final class RulesTest {
  @Test
  void noRuleIsBrokenWithoutAReason() {
    assertThat(Synthesized.byDefault().findings()).isEmpty();
  }
}
