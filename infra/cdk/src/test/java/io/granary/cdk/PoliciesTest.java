package io.granary.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.cdk.Policies.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What roles may do is reviewed: a change of any of them is a change of the list beside this. */
final class PoliciesTest {
  private static final Path CDK = Path.of(System.getProperty("granary.root"), "infra/cdk");
  private static final Set<String> USER_DATA =
      Set.of("raw/", "processed/", "exports/", "versions/");

  private static final Policies POLICIES = Policies.of(Synthesized.byDefault());

  @Test
  void theReviewedListIsWhatIsDeployed() throws IOException {
    Path reviewed = CDK.resolve("src/test/resources/policies.txt");
    Path made = CDK.resolve("target/policies.txt");
    Files.writeString(made, POLICIES.toString());
    assertThat(POLICIES.toString())
        .as("When the change is meant, copy %s over %s and review the difference", made, reviewed)
        .isEqualTo(Files.readString(reviewed));
  }

  @Test
  void noActionHasAWildcard() {
    POLICIES
        .roles()
        .forEach(
            (role, statements) ->
                assertThat(statements)
                    .as(role)
                    .allMatch(s -> s.actions().stream().noneMatch(a -> a.contains("*"))));
  }

  @Test
  void onlyTheNetworkTracesAndFlowLogsHaveNoNarrowerResource() {
    Set<String> services = Set.of("ec2", "xray");
    POLICIES
        .roles()
        .forEach(
            (role, statements) -> {
              if (!role.startsWith("guard/")) {
                assertThat(statements.stream().filter(s -> s.resources().contains("*")))
                    .as(role)
                    .allMatch(
                        s ->
                            s.actions().stream()
                                .allMatch(a -> services.contains(a.substring(0, a.indexOf(':')))));
              }
            });
  }

  @Test
  void onlyTheFamilyThatDeletesDeletesWhatUsersHaveBrought() {
    POLICIES
        .roles()
        .forEach(
            (role, statements) -> {
              if (!role.startsWith("guard/") && !role.startsWith("deletion/")) {
                assertThat(statements.stream().filter(s -> s.actions().contains("s3:DeleteObject")))
                    .as(role)
                    .allMatch(s -> s.resources().stream().noneMatch(PoliciesTest::isUserData));
              }
            });
  }

  @Test
  void onlyWhoSignsOrReplacesThemReadsThePrivateKeys() {
    assertThat(
            POLICIES.roles().entrySet().stream()
                .filter(
                    role ->
                        role.getValue().stream()
                            .flatMap(s -> s.resources().stream())
                            .anyMatch(r -> r.contains("granary/signing-keys")))
                .map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "account/granary-login",
            "account/granary-refresh-token",
            "account/granary-rotate-signing-keys",
            "setup/granary-setup");
  }

  @Test
  void theBoundaryForbidsItToAllOthers() {
    List<Statement> usual = POLICIES.roles().get("guard/granary-boundary");
    Statement forbidden =
        usual.stream().filter(s -> s.effect().equals("Deny")).findFirst().orElseThrow();
    assertThat(forbidden.actions()).containsExactly("s3:DeleteObject");
    assertThat(forbidden.resources()).hasSize(USER_DATA.size()).allMatch(PoliciesTest::isUserData);
    assertThat(usual).noneMatch(PoliciesTest::isOfBackups);
    assertThat(POLICIES.roles().get("guard/granary-deletion-boundary"))
        .noneMatch(s -> s.effect().equals("Deny"))
        .anyMatch(PoliciesTest::isOfBackups);
  }

  @Test
  void everyRoleHasTheBoundaryOfItsFamily() {
    Synthesized synthesized = Synthesized.byDefault();
    for (String part : synthesized.templates().keySet()) {
      assertThat(synthesized.resources(part, "AWS::IAM::Role").values())
          .as(part)
          .allMatch(
              role ->
                  Policies.text(role.at("/Properties/PermissionsBoundary"))
                          .contains("DeletionBoundary")
                      == part.equals("deletion"));
    }
    assertThat(synthesized.resources("AWS::IAM::Role"))
        .isNotEmpty()
        .allMatch(role -> role.get("Properties").has("PermissionsBoundary"));
  }

  private static boolean isOfBackups(Statement statement) {
    return statement.resources().stream().anyMatch(r -> r.contains("granary-backups-"));
  }

  private static boolean isUserData(String resource) {
    return USER_DATA.stream().anyMatch(prefix -> resource.contains("/" + prefix));
  }
}
