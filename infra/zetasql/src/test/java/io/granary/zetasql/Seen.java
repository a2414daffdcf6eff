package io.granary.zetasql;

import com.google.zetasql.resolvedast.ResolvedNodes;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCall;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedJoinScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedTableScan;
import io.granary.zetasql.Analysis.JoinShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Walks through a query and notes what it reads. */
final class Seen extends ResolvedNodes.Visitor {
  final List<String> scans = new ArrayList<>();
  final Set<String> columns = new TreeSet<>();
  final List<JoinShape> joins = new ArrayList<>();
  final Set<String> functions = new TreeSet<>();

  @Override
  public void visit(ResolvedTableScan scan) {
    String table = scan.getTable().getName();
    scans.add(table);
    for (Long index : scan.getColumnIndexList()) {
      columns.add(table + "." + scan.getTable().getColumn(index.intValue()).getName());
    }
    super.visit(scan);
  }

  @Override
  public void visit(ResolvedJoinScan join) {
    joins.add(new JoinShape(join.getJoinType().name(), isOfEqualities(join.getJoinExpr())));
    super.visit(join);
  }

  @Override
  public void visit(ResolvedFunctionCall call) {
    functions.add(call.getFunction().getSqlName());
    super.visit(call);
  }

  private static boolean isOfEqualities(@Nullable ResolvedExpr condition) {
    if (!(condition instanceof ResolvedFunctionCall call)) {
      return false;
    }
    return switch (call.getFunction().getName()) {
      case "$equal" -> true;
      case "$and" -> call.getArgumentList().stream().allMatch(Seen::isOfEqualities);
      default -> false;
    };
  }
}
