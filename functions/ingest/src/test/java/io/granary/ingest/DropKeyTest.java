package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DropKeyTest {
  @ParameterizedTest
  @CsvSource({
    "drop/ann/cats.zip,          cats,     zip,     FILE,    drop/ann/cats.zip.result.json",
    "drop/ann/cats.v1.tar.gz,    cats.v1,  tar.gz,  FILE,    drop/ann/cats.v1.tar.gz.result.json",
    "drop/ann/CATS.TGZ,          CATS,     tgz,     FILE,    drop/ann/CATS.TGZ.result.json",
    "drop/ann/t.parquet,         t,        parquet, FILE,    drop/ann/t.parquet.result.json",
    "drop/ann/cats.7z,           cats,     7z,      REFUSED, drop/ann/cats.7z.result.json",
    "drop/ann/cats.zip/_SUCCESS, cats.zip, folder,  FOLDER,  drop/ann/cats.zip.result.json",
    "drop/ann/birds/_SUCCESS,    birds,    folder,  FOLDER,  drop/ann/birds.result.json"
  })
  void aDropIsReadByItsKey(
      String key, String name, String extension, DropKey.Kind kind, String result) {
    DropKey drop = DropKey.parse(key).orElseThrow();

    assertThat(drop.username()).isEqualTo("ann");
    assertThat(drop.name()).isEqualTo(name);
    assertThat(drop.extension()).isEqualTo(extension);
    assertThat(drop.kind()).isEqualTo(kind);
    assertThat(drop.resultKey()).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw/ann/cats.zip",
        "drop/cats.zip",
        "drop//cats.zip",
        "drop/ann/.zip",
        "drop/ann/notes.xyz",
        "drop/ann/birds/1.png",
        "drop/ann/birds/deep/_SUCCESS",
        "drop/ann//_SUCCESS",
        "drop/ann/_SUCCESS",
        "drop/ann/cats.zip.result.json"
      })
  void anythingElseIsNoDrop(String key) {
    assertThat(DropKey.parse(key)).isEmpty();
  }

  @Test
  void aFolderIsEverythingBelowIt() {
    assertThat(DropKey.parse("drop/ann/birds/_SUCCESS").orElseThrow().place())
        .isEqualTo("drop/ann/birds/");
  }
}
