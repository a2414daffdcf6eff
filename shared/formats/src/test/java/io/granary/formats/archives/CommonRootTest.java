package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which folders are left out of the paths in an archive. */
final class CommonRootTest {
  private static String root(String... paths) {
    var root = new CommonRoot();
    for (String path : paths) {
      root.add(path);
    }
    return root.get();
  }

  @Test
  void foldersThatSayNothingAreLeftOut() {
    assertThat(root("a/b/1.png", "a/c/2.png")).isEqualTo("a/");
    assertThat(root("a/images/1.png", "a/images/2.png")).isEqualTo("a/");
    assertThat(root("1.png", "a/2.png")).isEmpty();
  }

  @Test
  void thePathsOfABackupBeginWhereItsFolderLies() {
    assertThat(root("photos/1.png", "_granary/manifest.json")).isEmpty();
    assertThat(root("_granary/manifest.json", "_granary/classes.json")).isEmpty();
    assertThat(root("outer/photos/1.png", "outer/_granary/manifest.json")).isEqualTo("outer/");
    assertThat(root("data/_granary/manifest.json", "data/1.png")).isEqualTo("data/");
    assertThat(root("x/_granary/manifest.json", "x/_granary/classes.json")).isEqualTo("x/");
  }

  @Test
  void whatLiesBesideTheFolderOfABackupKeepsAllFolders() {
    assertThat(root("outer/_granary/manifest.json", "outer/1.png", "1.png")).isEmpty();
  }
}
