package io.granary.formats.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class LongTableTest {
  @Property(tries = 200)
  void itKeepsWhatAMapKeeps(@ForAll List<Long> keys) {
    var table = new LongTable();
    Map<Long, Integer> map = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      assertThat(table.putIfAbsent(keys.get(i), i))
          .isEqualTo(map.putIfAbsent(keys.get(i), i) == null);
    }

    map.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
    assertThat(table.get(77_777_777_777L)).isEqualTo(LongTable.ABSENT);
    table.clear();
    keys.forEach(key -> assertThat(table.get(key)).isEqualTo(LongTable.ABSENT));
  }
}
