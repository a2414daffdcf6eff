package io.granary.formats.annotations;

import org.jspecify.annotations.Nullable;

/** A class that annotation files declare; the same name in two files is one class. */
public record ImportedClass(String name, @Nullable String supercategory, String sourceId) {}
