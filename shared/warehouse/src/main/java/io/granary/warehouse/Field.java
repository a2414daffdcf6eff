package io.granary.warehouse;

/** A column of a result. */
public record Field(String name, ColumnType type, boolean isRepeated) {}
