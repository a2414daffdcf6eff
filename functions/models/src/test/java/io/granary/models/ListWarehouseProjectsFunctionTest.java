package io.granary.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.WarehouseProject;
import io.granary.database.WarehouseProjectRepository;
import io.granary.testing.ApiClient;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ListWarehouseProjectsFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void projectsAreListedByTheirIds() {
    ApiClient admin = STACK.as(STACK.admin("root"));
    assertThat(admin.get("/api/warehouse-projects").body()).isEqualTo("{\"projects\":[]}");

    STACK
        .bean(WarehouseProjectRepository.class)
        .replace(
            List.of(
                new WarehouseProject("zeta-data", List.of("ann", "bea")),
                new WarehouseProject("acme-data", List.of())),
            Instant.now());

    assertThat(admin.get("/api/warehouse-projects").body())
        .isEqualTo(
            "{\"projects\":[{\"project\":\"acme-data\",\"usernames\":[]},"
                + "{\"project\":\"zeta-data\",\"usernames\":[\"ann\",\"bea\"]}]}");
  }
}
