package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.LambdaFunction.Use;
import io.granary.api.Operation;
import io.granary.domain.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WarehouseRefusalsTest {
  @Test
  void whoAsksTheWarehouseMayBeRefusedByItWithoutSayingSo() {
    List<Operation> asking =
        Operation.all().stream()
            .filter(each -> List.of(each.declared().uses()).contains(Use.WAREHOUSE))
            .toList();

    assertThat(asking)
        .extracting(Operation::name)
        .contains("analyze-dataset", "create-dataset", "list-tables", "validate-query");
    assertThat(asking)
        .allSatisfy(
            each -> {
              assertThat(each.refuses())
                  .contains(
                      Code.WAREHOUSE_UNAVAILABLE,
                      Code.WAREHOUSE_DENIED,
                      Code.WAREHOUSE_QUERY_FAILED,
                      Code.WAREHOUSE_DATASET_NOT_ALLOWED,
                      Code.WAREHOUSE_PROJECT_NOT_ALLOWED);
              assertThat(each.declared().refuses())
                  .noneMatch(code -> code.name().startsWith("WAREHOUSE_"));
            });
  }
}
