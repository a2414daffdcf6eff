package io.granary.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Which cloud projects may be used besides the installation's own, and by whom. */
@Singleton
public final class WarehouseProjectRepository {
  private final Jdbi jdbi;

  public WarehouseProjectRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All of them, in the order of their ids. */
  public List<WarehouseProject> list() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select project, usernames from warehouse_projects order by project collate "C"
                    """)
                .map(
                    (row, _) ->
                        new WarehouseProject(
                            row.getString("project"),
                            List.of((String[]) row.getArray("usernames").getArray())))
                .list());
  }

  /** Puts others in place of all that are there; of two at once the later stays whole. */
  public void replace(List<WarehouseProject> projects, Instant now) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("lock table warehouse_projects in share row exclusive mode");
          handle.execute("delete from warehouse_projects");
          if (projects.isEmpty()) {
            return;
          }
          var batch =
              handle.prepareBatch(
                  """
                  insert into warehouse_projects (project, usernames, set_at)
                  values (:project, :usernames, :now)
                  """);
          for (WarehouseProject project : projects) {
            batch
                .bind("project", project.project())
                .bindArray("usernames", String.class, project.usernames())
                .bind("now", now)
                .add();
          }
          batch.execute();
        });
  }

  /** Whether a user may use a project. */
  public boolean allows(String project, UUID user) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (
                      select from warehouse_projects p
                      where p.project = :project
                        and (p.usernames = '{}'
                             or exists (select from users u
                                        where u.id = :user and u.username = any(p.usernames))))
                    """)
                .bind("project", project)
                .bind("user", user)
                .mapTo(Boolean.class)
                .one());
  }

  /** Those of some names that nobody has. */
  public Set<String> unknownUsers(Collection<String> usernames) {
    Set<String> unknown = new HashSet<>(usernames);
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select username from users
                    where username = any(:usernames) and deleted_at is null
                    """)
                .bindArray("usernames", String.class, List.copyOf(usernames))
                .mapTo(String.class)
                .forEach(unknown::remove));
    return unknown;
  }
}
