package io.granary.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.slf4j.MDC;

/**
 * One JSON object a line: time, level, logger, message, the request's id, the function, and a stack
 * trace.
 */
public final class JsonLogFormatter extends Formatter {
  private static final List<String> CONTEXT = List.of("request_id", "function");

  @Override
  public String format(LogRecord entry) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("at", entry.getInstant().toString());
    line.put("level", entry.getLevel().getName());
    line.put("logger", entry.getLoggerName());
    line.put("message", formatMessage(entry));
    for (String name : CONTEXT) {
      String value = MDC.get(name);
      if (value != null) {
        line.put(name, value);
      }
    }
    if (entry.getThrown() != null) {
      var trace = new StringWriter();
      entry.getThrown().printStackTrace(new PrintWriter(trace));
      line.put("trace", trace.toString());
    }
    return line + "\n";
  }
}
