package io.granary.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.granary.api.LambdaFunction;

/** Which way the arrows point. */
@AnalyzeClasses(packages = "io.granary", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String[] FAMILIES = {
    "io.granary.account..",
    "io.granary.models..",
    "io.granary.jobs..",
    "io.granary.labeling..",
    "io.granary.datasets..",
    "io.granary.definitions..",
    "io.granary.ingest..",
    "io.granary.query..",
    "io.granary.deletion..",
    "io.granary.docs..",
    "io.granary.setup.."
  };

  @ArchTest
  static final ArchRule DOMAIN_NEEDS_THE_JDK_ONLY =
      classes()
          .that()
          .resideInAPackage("io.granary.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.granary.domain..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule FAMILIES_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching(
              "io.granary.(account|models|jobs|labeling|datasets|definitions|ingest|query|deletion|docs|setup)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule SHARED_CODE_KNOWS_NO_FAMILY =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.granary.domain..",
              "io.granary.json..",
              "io.granary.database..",
              "io.granary.storage..",
              "io.granary.passwords..",
              "io.granary.formats..",
              "io.granary.media..",
              "io.granary.warehouse..",
              "io.granary.duckdb..",
              "io.granary.bigquery..",
              "io.granary.api..",
              "io.granary.testing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FAMILIES);

  @ArchTest
  static final ArchRule NOTHING_NEEDS_THE_LAPTOP =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.granary.local..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.granary.local..");

  @ArchTest
  static final ArchRule FUNCTIONS_DO_NOT_NEED_THE_TEST_KIT =
      noClasses()
          .that()
          .resideInAnyPackage(FAMILIES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.granary.testing..", "io.granary.embedded..");

  @ArchTest
  static final ArchRule ONLY_STORAGE_KNOWS_AWS =
      noClasses()
          .that()
          .resideInAnyPackage(FAMILIES)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule A_FUNCTION_IS_CALLED_ONE =
      classes()
          .that()
          .areAnnotatedWith(LambdaFunction.class)
          .should()
          .haveSimpleNameEndingWith("Function");
}
