package io.granary.formats.voc;

/** What a set was seen to have. */
record VocContents(boolean hasXml, boolean hasMasks) {}
