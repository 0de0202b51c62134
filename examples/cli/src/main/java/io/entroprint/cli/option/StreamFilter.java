package io.entroprint.cli.option;

import io.entroprint.label.FlowFilter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a filter of streams. */
final class StreamFilter implements ITypeConverter<FlowFilter> {
  @Override
  public FlowFilter convert(String expression) {
    try {
      return FlowFilter.parse(expression);
    } catch (FlowFilter.SyntaxException e) {
      throw new TypeConversionException("is no filter of streams: " + e.getMessage());
    }
  }
}
