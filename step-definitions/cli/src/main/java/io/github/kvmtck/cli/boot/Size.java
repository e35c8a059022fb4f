package io.github.kvmtck.cli.boot;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bytes as people write them: 1048576, 1024K, 64M, 2G; addresses in hexadecimal with 0x. */
final class Size implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("(0X[0-9A-F]{1,15}|[0-9]{1,15})([KMG]?)");

  @Override
  public Long convert(String text) {
    Matcher form = FORM.matcher(text.toUpperCase(Locale.ROOT));
    if (!form.matches()) {
      throw new TypeConversionException("'" + text + "' is no number of bytes, such as 64M");
    }
    int shift = form.group(2).isEmpty() ? 0 : 10 * ("KMG".indexOf(form.group(2)) + 1);
    return Long.decode(form.group(1)) << shift;
  }
}
