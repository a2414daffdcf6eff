package io.granary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.TestStack;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle sees what is wrong. */
final class OracleTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static Stage stage;

  @BeforeAll
  static void open() throws SQLException {
    stage = new Stage(STACK.stack(), Stage.SMALL_PARTS);
  }

  @AfterAll
  static void close() throws SQLException {
    stage.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "samples should be | delete from samples where path like '%2.png'",
        "samples should be | update samples set sha256 = 'other' where path like '%2.png'",
        "annotations should be | update annotations set x = x + 1",
        "classes should be | update classes set annotation_count = 7",
        "files should be | delete from source_files where path = 'notes.csv'",
        "counters should be | update datasets set total_samples = 3 where status = 'ready'",
        "statistics should be | update dataset_statistics set statistics = '{}'",
        "jobs' end should be | update jobs set status = 'running'",
        "is not ready | update datasets set status = 'processing' where status = 'ready'",
      })
  void itSeesARowThatIsOtherwise(String problem, String sabotage) throws SQLException {
    Play play = played();

    try (Statement statement = stage.owner().createStatement()) {
      assertThat(statement.executeUpdate(sabotage)).isPositive();
    }

    assertThat(problems(play)).anyMatch(line -> line.contains(problem));
  }

  @Test
  void itSeesAnObjectThatIsMissing() {
    Play play = played();
    String key =
        play.world().objects().objects().keySet().stream()
            .filter(each -> each.endsWith("2.png"))
            .findFirst()
            .orElseThrow();

    play.world().objects().delete(key);

    assertThat(problems(play)).contains("There is no object " + key);
  }

  @Test
  void itSeesAnObjectTooMany() {
    Play play = played();

    play.world().objects().put("raw/left", new byte[1], "image/png");

    assertThat(problems(play)).containsExactly("There is an object too many: raw/left");
  }

  @Test
  void itSeesAResultThatSaysSomethingElse() {
    Play play = played();

    play.world().objects().put("drop/ada/all.zip.result.json", new byte[] {123, 125}, "text/plain");

    assertThat(problems(play)).anyMatch(line -> line.contains("result should be ready"));
  }

  private static Play played() {
    var play = new Play(stage, 1, Scenarios.one(), Weather.CALM);
    play.judge();
    return play;
  }

  private static List<String> problems(Play play) {
    return new Oracle(play.look()).problems(Scenarios.one());
  }
}
