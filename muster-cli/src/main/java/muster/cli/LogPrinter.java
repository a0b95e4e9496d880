package muster.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import muster.view.Json;
import muster.view.LogLine;
import muster.view.Paper;

/** Writes lines of logs, for people or for programs. */
final class LogPrinter {
  /** How time is written. */
  enum Form {
    LOCAL,
    TAI,
    JSON
  }

  private static final int LOOK_EVERY = 1024;

  private final PrintStream out;
  private final Form form;
  private final Paper paper;
  private final LogTime times;
  private int lines;

  LogPrinter(PrintStream out, Form form, Paper paper, ZoneId zone) {
    this.out = out;
    this.form = form;
    this.paper = paper;
    this.times = new LogTime(zone);
  }

  /** Writes a line. @return false if nobody reads any more, which is seen now and then */
  boolean print(LogQuery.Entry entry) {
    switch (form) {
      case JSON -> json(entry);
      case TAI -> line(entry.stamp(), entry);
      case LOCAL -> line(times.local(entry.stamp()), entry);
    }
    return ++lines % LOOK_EVERY != 0 || !out.checkError();
  }

  private void line(String time, LogQuery.Entry entry) {
    write(time);
    write(" ");
    if (!entry.service().isEmpty()) {
      write(paper.named(entry.service()));
      write(": ");
    }
    if (paper.equals(Paper.ENDLESS)) {
      write(entry.bytes(), ISO_8859_1);
    } else {
      write(LogLine.harmless(entry.text()));
    }
    out.write('\n');
  }

  private void write(String text) {
    write(text, UTF_8);
  }

  private void write(String text, Charset charset) {
    byte[] bytes = text.getBytes(charset);
    out.write(bytes, 0, bytes.length);
  }

  private void json(LogQuery.Entry entry) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", LogTime.moment(entry.stamp()).toString());
    line.put("service", entry.service());
    line.put("text", entry.text());
    write(Json.line(line));
  }
}
