package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Cursors;
import io.granary.api.Cursors.Position;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All accounts, for admins. */
@Controller
@LambdaFunction(name = "list-users", access = Access.ADMIN)
final class ListUsersFunction {
  private final UserRepository users;
  private final Cursors cursors;

  ListUsersFunction(UserRepository users, Cursors cursors) {
    this.users = users;
    this.cursors = cursors;
  }

  /** What to list. */
  @Introspected
  record Query(
      @Nullable @Size(max = 100) String search,
      @Nullable @Min(1) @Max(200) Integer limit,
      @Nullable String cursor) {}

  @Get("/api/users")
  Page<UserView> list(@Parameters Query query) {
    String fingerprint = "users " + query.search();
    Position after = cursors.position(fingerprint, query.cursor());
    int limit = query.limit() == null ? 50 : query.limit();
    List<User> found =
        users.list(
            query.search(),
            after == null ? null : after.at(),
            after == null ? null : after.id(),
            limit + 1);
    String next = null;
    if (found.size() > limit) {
      found = found.subList(0, limit);
      next =
          cursors.write(
              fingerprint, new Position(found.getLast().createdAt(), found.getLast().id()));
    }
    boolean filtered = query.search() != null;
    long count = users.count(query.search(), filtered ? Page.COUNT_LIMIT + 1 : Long.MAX_VALUE);
    return Page.of(found.stream().map(UserView::of).toList(), next, count, filtered);
  }
}
