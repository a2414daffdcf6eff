package io.granary.database;

/** What the functions log in to the database with, where the settings have no password. */
@FunctionalInterface
public interface DatabasePasswords {
  /** A password that can be used now; asked for once for each new connection. */
  String password();
}
