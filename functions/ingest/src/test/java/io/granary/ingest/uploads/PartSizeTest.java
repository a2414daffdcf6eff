package io.granary.ingest.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PartSizeTest {
  @Test
  void partsAreAsLargeAsAThousandOfThemMustBe() {
    assertThat(PartSize.of(0)).isEqualTo(8 << 20);
    assertThat(PartSize.of(8_388_608_000L)).isEqualTo(8 << 20);
    assertThat(PartSize.of(8_388_608_001L)).isEqualTo(9 << 20);
    assertThat(PartSize.of(200_000_000_000L)).isEqualTo(191L << 20);
  }
}
