package io.granary.zetasql;

import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.LanguageOptions;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.ZetaSQLBuiltinFunctionOptions;
import com.google.zetasql.ZetaSQLOptions.ErrorMessageMode;
import com.google.zetasql.ZetaSQLOptions.LanguageFeature;
import com.google.zetasql.ZetaSQLOptions.NameResolutionMode;
import com.google.zetasql.ZetaSQLOptions.ProductMode;
import com.google.zetasql.ZetaSQLResolvedNodeKind.ResolvedNodeKind;
import java.util.Set;

/**
 * GoogleSQL with the features that BigQuery documents and that queries have use for; whatever needs
 * another one is refused, as it might be there. Only queries are statements.
 */
final class BigQueryLanguage {
  private static final Set<LanguageFeature> FEATURES =
      Set.of(
          LanguageFeature.FEATURE_ANALYTIC_FUNCTIONS,
          LanguageFeature.FEATURE_TABLESAMPLE,
          LanguageFeature.FEATURE_GROUP_BY_ROLLUP,
          LanguageFeature.FEATURE_NUMERIC_TYPE,
          LanguageFeature.FEATURE_BIGNUMERIC_TYPE,
          LanguageFeature.FEATURE_GEOGRAPHY,
          LanguageFeature.FEATURE_JSON_TYPE,
          LanguageFeature.FEATURE_JSON_ARRAY_FUNCTIONS,
          LanguageFeature.FEATURE_JSON_VALUE_EXTRACTION_FUNCTIONS,
          LanguageFeature.FEATURE_INTERVAL_TYPE,
          LanguageFeature.FEATURE_RANGE_TYPE,
          LanguageFeature.FEATURE_PARAMETERIZED_TYPES,
          LanguageFeature.FEATURE_NAMED_ARGUMENTS,
          LanguageFeature.FEATURE_V_1_1_WITH_ON_SUBQUERY,
          LanguageFeature.FEATURE_V_1_1_SELECT_STAR_EXCEPT_REPLACE,
          LanguageFeature.FEATURE_V_1_1_ORDER_BY_IN_AGGREGATE,
          LanguageFeature.FEATURE_V_1_1_LIMIT_IN_AGGREGATE,
          LanguageFeature.FEATURE_V_1_1_HAVING_IN_AGGREGATE,
          LanguageFeature.FEATURE_V_1_1_NULL_HANDLING_MODIFIER_IN_ANALYTIC,
          LanguageFeature.FEATURE_V_1_1_NULL_HANDLING_MODIFIER_IN_AGGREGATE,
          LanguageFeature.FEATURE_V_1_2_CIVIL_TIME,
          LanguageFeature.FEATURE_V_1_2_SAFE_FUNCTION_CALL,
          LanguageFeature.FEATURE_V_1_2_WEEK_WITH_WEEKDAY,
          LanguageFeature.FEATURE_V_1_3_NULLS_FIRST_LAST_IN_ORDER_BY,
          LanguageFeature.FEATURE_V_1_3_WITH_RECURSIVE,
          LanguageFeature.FEATURE_V_1_3_DECIMAL_ALIAS,
          LanguageFeature.FEATURE_V_1_3_DATE_TIME_CONSTRUCTORS,
          LanguageFeature.FEATURE_V_1_3_DATE_ARITHMETICS,
          LanguageFeature.FEATURE_V_1_3_EXTENDED_DATE_TIME_SIGNATURES,
          LanguageFeature.FEATURE_V_1_3_ADDITIONAL_STRING_FUNCTIONS,
          LanguageFeature.FEATURE_V_1_3_CONCAT_MIXED_TYPES,
          LanguageFeature.FEATURE_V_1_3_IS_DISTINCT,
          LanguageFeature.FEATURE_V_1_3_FORMAT_IN_CAST,
          LanguageFeature.FEATURE_V_1_3_PIVOT,
          LanguageFeature.FEATURE_V_1_3_UNPIVOT,
          LanguageFeature.FEATURE_V_1_3_QUALIFY);

  /** Where functions are that are told no other time zone: nine hours ahead of UTC. */
  static final String ZONE = "Asia/Tokyo";

  private BigQueryLanguage() {}

  static AnalyzerOptions options() {
    var language = new LanguageOptions();
    language.setProductMode(ProductMode.PRODUCT_EXTERNAL);
    language.setNameResolutionMode(NameResolutionMode.NAME_RESOLUTION_DEFAULT);
    language.setEnabledLanguageFeatures(FEATURES);
    language.setSupportedStatementKinds(Set.of(ResolvedNodeKind.RESOLVED_QUERY_STMT));
    language.enableReservableKeyword("QUALIFY");
    var options = new AnalyzerOptions();
    options.setLanguageOptions(language);
    // Whoever owns a project chooses its default, on which nothing may rest.
    options.setDefaultTimezone(ZONE);
    options.setErrorMessageMode(ErrorMessageMode.ERROR_MESSAGE_ONE_LINE);
    options.setPruneUnusedColumns(true);
    return options;
  }

  /** A catalog with BigQuery's functions and without tables. */
  static SimpleCatalog catalog() {
    var catalog = new SimpleCatalog("warehouse");
    catalog.addZetaSQLFunctionsAndTypes(
        new ZetaSQLBuiltinFunctionOptions(options().getLanguageOptions()));
    return catalog;
  }
}
