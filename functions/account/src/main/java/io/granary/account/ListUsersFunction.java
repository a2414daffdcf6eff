package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Cursors;
import io.granary.api.Cursors.Position;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.api.TimeOrdered;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
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
    return new TimeOrdered<User>(
            "users " + query.search(),
            user -> new Position(user.createdAt(), user.id()),
            query.search() != null)
        .page(
            cursors,
            query.cursor(),
            query.limit(),
            (last, limit) ->
                users.list(
                    query.search(),
                    last == null ? null : last.at(),
                    last == null ? null : last.id(),
                    limit),
            limit -> users.count(query.search(), limit),
            UserView::of);
  }
}
