package io.granary.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;
import io.granary.api.Page;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names of schemas: {@code Dataset} for {@code DatasetView}, {@code LoginRequest} for the {@code
 * Request} of {@code LoginFunction}, {@code DatasetOwner} for what only a dataset has, {@code
 * DatasetPage} for pages, {@code BudgetInput} for a budget in a body. Two types of one name are
 * refused.
 */
final class Names implements SchemaDefinitionNamingStrategy {
  private final SchemaRules.Use use;

  Names(SchemaRules.Use use) {
    this.use = use;
  }

  @Override
  public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
    Class<?> type = key.getType().getErasedType();
    // Bodies differ from answers in what must be there and what may be null.
    boolean isPartOfBody = use == SchemaRules.Use.REQUEST && isShared(type);
    return name(key.getType()) + (isPartOfBody ? "Input" : "");
  }

  /** Whether a type stands alone, or within one that does; not within a function or a request. */
  private static boolean isShared(Class<?> type) {
    Class<?> outermost = type;
    for (Class<?> each = type; each != null; each = each.getDeclaringClass()) {
      if (each.getSimpleName().equals("Request")) {
        return false;
      }
      outermost = each;
    }
    return !outermost.getSimpleName().endsWith("Function");
  }

  @Override
  public void adjustDuplicateNames(
      Map<DefinitionKey, String> duplicates, SchemaGenerationContext context) {
    throw new IllegalStateException(
        "Cannot name these types apart; rename one of them: "
            + duplicates.keySet().stream()
                .map(key -> key.getType().getErasedType().getName())
                .collect(Collectors.joining(", ")));
  }

  @Override
  public String adjustNullableName(
      DefinitionKey key, String name, SchemaGenerationContext context) {
    return name;
  }

  private static String name(ResolvedType type) {
    return type.getErasedType() == Page.class
        ? name(type.getTypeParameters().getFirst()) + "Page"
        : name(type.getErasedType());
  }

  static String name(Class<?> type) {
    String own = type.getSimpleName().replaceFirst("(?<=.)View$", "");
    Class<?> outer = type.getDeclaringClass();
    if (outer == null) {
      return own;
    }
    String around = outer.getSimpleName();
    if (around.endsWith("Function")) {
      boolean isRequest = own.equals("Request") || own.equals("Form");
      return isRequest ? around.replaceFirst("Function$", "") + own : own;
    }
    return around.endsWith("Repository") || around.endsWith("Exception") ? own : name(outer) + own;
  }
}
