package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.plan.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a service's files say, as they are at this moment. A line is NAME=VALUE,
 * empty, or a comment after {@code #} or {@code ;}; blanks around a value are not of it, nor is a
 * pair of quotes. Source: EnvironmentFile= in systemd.exec(5), without values of several lines.
 *
 * <p>They are read at each start, on the policy loop. A disk that hangs (NFS without its server)
 * holds up the daemon in that, as it would in executing a program from there; who cannot have that
 * keeps the files where the programs are.
 *
 * @param variables as NAME=VALUE; a name is there once, with what was said last
 * @param problem why one of the files cannot be used, or null
 */
record EnvironmentFiles(List<String> variables, @Nullable String problem) {
  static final EnvironmentFiles NONE = new EnvironmentFiles(List.of(), null);

  /** The daemon reads nothing that has no bound. */
  private static final int FILE_BYTES_MAX = 64 * 1024;

  /** All files of a service, the later ones before the earlier. */
  static EnvironmentFiles read(Kernel kernel, Settings settings, Surroundings surroundings) {
    List<String> files = settings.attributes().environmentFiles();
    if (files.isEmpty()) {
      return NONE;
    }
    String directory = Launch.directory(settings, surroundings);
    Map<String, String> variables = new LinkedHashMap<>();
    for (String file : files) {
      boolean optional = file.startsWith("-");
      String path = Launch.below(directory, Launch.bytes(optional ? file.substring(1) : file));
      String problem = add(kernel, path, optional, variables);
      if (problem != null) {
        return new EnvironmentFiles(List.of(), problem);
      }
    }
    List<String> all = new ArrayList<>(variables.size());
    variables.forEach((name, value) -> all.add(name.concat("=").concat(value)));
    return new EnvironmentFiles(List.copyOf(all), null);
  }

  private static @Nullable String add(
      Kernel kernel, String path, boolean optional, Map<String, String> variables) {
    Files.Content content = Files.read(kernel, Linux.AT_FDCWD, path, FILE_BYTES_MAX + 1);
    if (content.error == -Errno.ENOENT) {
      return optional ? null : path.concat(": there is no such file");
    }
    if (content.error < 0) {
      return path.concat(": ").concat(Messages.why(content.error));
    }
    if (content.bytes.length > FILE_BYTES_MAX) {
      return path + ": it has more than " + FILE_BYTES_MAX + " bytes";
    }
    String text = new String(content.bytes, StandardCharsets.ISO_8859_1);
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String fault = add(line.strip(), variables);
      if (fault != null) {
        return path + ":" + number + ": " + fault;
      }
    }
    return null;
  }

  private static @Nullable String add(String line, Map<String, String> variables) {
    if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
      return null;
    }
    int equals = line.indexOf('=');
    if (line.indexOf('\0') >= 0 || !isName(line, equals)) {
      return "this is no NAME=VALUE, and no comment";
    }
    String value = value(line.substring(equals + 1).strip());
    if (value == null) {
      return "a quote has no end in this line";
    }
    variables.remove(line.substring(0, equals)); // so that it is where it was said last
    variables.put(line.substring(0, equals), value);
    return null;
  }

  private static boolean isName(String line, int length) {
    for (int i = 0; i < length; i++) {
      char c = line.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
        return false;
      }
    }
    return length > 0;
  }

  /**
   * @return null if a quote does not end where the text does
   */
  private static @Nullable String value(String text) {
    char quote = text.isEmpty() ? 0 : text.charAt(0);
    if (quote != '\'' && quote != '"') {
      return text;
    }
    StringBuilder value = new StringBuilder(text.length());
    int i = 1;
    while (i < text.length() && text.charAt(i) != quote) {
      boolean escape = quote == '"' && text.charAt(i) == '\\' && i + 1 < text.length();
      if (escape && "\"\\$`".indexOf(text.charAt(i + 1)) >= 0) {
        i++;
      }
      value.append(text.charAt(i));
      i++;
    }
    return i == text.length() - 1 ? value.toString() : null;
  }
}
