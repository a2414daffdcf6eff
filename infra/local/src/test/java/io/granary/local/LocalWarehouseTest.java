package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.SampleShop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalWarehouseTest {
  private static final SampleShop SHOP = SampleShop.small();

  @TempDir Path home;
  private LocalWarehouse warehouse;

  @BeforeEach
  void place() {
    warehouse = new LocalWarehouse(home);
  }

  @Test
  void anEmptyFolderGetsAShop() throws IOException {
    warehouse.fill(SHOP);

    assertThat(warehouse.folder().toFile().list())
        .containsExactlyInAnyOrder(
            "users.parquet", "products.parquet", "sessions.parquet", "transactions.parquet");
    assertThat(home.toFile().list()).containsExactly("warehouse");
  }

  @Test
  void whatSomebodyHasThereStaysAlone() throws IOException {
    Files.createDirectories(warehouse.folder());
    Files.writeString(warehouse.folder().resolve("mine.csv"), "a\n1\n");

    warehouse.fill(SHOP);

    assertThat(warehouse.folder().toFile().list()).containsExactly("mine.csv");
  }

  @Test
  void aShopThatWasBegunIsFinished() throws IOException {
    SHOP.writeTo(home.resolve("warehouse.new"));
    Files.createDirectories(warehouse.folder());
    Files.move(
        home.resolve("warehouse.new/users.parquet"), warehouse.folder().resolve("users.parquet"));
    Files.createDirectories(home.resolve("warehouse.draft"));
    Files.writeString(home.resolve("warehouse.draft/users.parquet"), "half");

    warehouse.fill(SHOP);

    assertThat(warehouse.folder().toFile().list()).hasSize(4);
    assertThat(home.resolve("warehouse.new")).doesNotExist();
  }

  @Test
  void aDraftThatWasBegunIsWrittenAnew() throws IOException {
    Files.createDirectories(home.resolve("warehouse.draft"));
    Files.writeString(home.resolve("warehouse.draft/users.parquet"), "half");

    warehouse.fill(SHOP);

    assertThat(warehouse.folder().resolve("users.parquet")).isNotEmptyFile();
    assertThat(
            Files.readString(
                warehouse.folder().resolve("users.parquet"), StandardCharsets.ISO_8859_1))
        .startsWith("PAR1");
  }
}
