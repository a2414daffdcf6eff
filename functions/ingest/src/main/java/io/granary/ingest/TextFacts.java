package io.granary.ingest;

/** Counts the Unicode characters of UTF-8 text: every byte that continues no other. */
final class TextFacts {
  private TextFacts() {}

  static long characters(byte[] text) {
    var counter = new Counter();
    counter.add(text, text.length);
    return counter.characters();
  }

  /** Counts as the bytes come. */
  static final class Counter {
    private long characters;

    void add(byte[] bytes, int length) {
      for (int i = 0; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
          characters++;
        }
      }
    }

    long characters() {
      return characters;
    }
  }
}
