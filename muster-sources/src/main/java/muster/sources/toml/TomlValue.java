package muster.sources.toml;

import java.util.List;
import muster.plan.Position;

/** A value in a TOML text, and where it begins. */
public sealed interface TomlValue {
  /** Where it begins; of a table with a header, where its name does. */
  Position at();

  /** What it is, for messages: {@code a text}. */
  String what();

  /** A string of any of the four kinds, with its escapes resolved. */
  record Text(Position at, String value) implements TomlValue {
    @Override
    public String what() {
      return "a text";
    }
  }

  /** A whole number of 64 bits. */
  record Whole(Position at, long value) implements TomlValue {
    @Override
    public String what() {
      return "a number";
    }
  }

  /** True or false. */
  record Truth(Position at, boolean value) implements TomlValue {
    @Override
    public String what() {
      return String.valueOf(value);
    }
  }

  /** A fraction, a date or a time. Nothing of ours is one, so only that it is one is kept. */
  record Other(Position at, String what) implements TomlValue {}

  /** Values in brackets. */
  record Array(Position at, List<TomlValue> values) implements TomlValue {
    @Override
    public String what() {
      return "a list";
    }
  }

  /** Keys with their values, in the order of the text. */
  record Table(Position at, List<Entry> entries) implements TomlValue {
    @Override
    public String what() {
      return "a table";
    }
  }

  /**
   * A key and its value.
   *
   * @param at where the key stands
   */
  record Entry(String key, Position at, TomlValue value) {}
}
