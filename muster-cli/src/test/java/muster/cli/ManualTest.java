package muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManualTest {
  static List<Command> commands() {
    return Command.ALL;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsDescribedAndHasExamplesThatCanBeTyped(Command command) {
    Manual.Page page = Manual.of(command).orElseThrow();
    assertThat(page.description()).isNotEmpty().allMatch(text -> text.matches("[A-Z].{30,}[.]"));
    assertThat(page.exits()).isNotEmpty();
    assertThat(page.examples()).isNotEmpty();
    for (Manual.Example example : page.examples()) {
      String typed = example.command().replaceFirst("^source <\\((.*)\\)$", "$1");
      List<String> words = List.of(typed.replaceFirst(" *[|>].*", "").split(" ", -1));
      assertThat(words).startsWith("muster", command.name());
      assertThatCode(() -> Arguments.parse(command, words.subList(2, words.size())))
          .as(example.command())
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aPageHasEveryOption(Command command) {
    assertThat(ManualPage.general()).contains(".It Cm " + command.name() + "\n");
    String page = ManualPage.of(command);
    for (Command.Option option : command.options()) {
      String flag = "Fl " + option.name().substring(1).replace("-", "\\-");
      assertThat(page).contains(".Op " + flag).contains(".It " + flag);
    }
  }

  @Test
  void choicesAreWhatThereIs() {
    assertThat(Command.FROM.choices()).contains("auto", "s6-rc").doesNotContain("");
    assertThat(Command.TO.choices()).contains("ranks", "svg");
    assertThat(Command.FROM.summary())
        .contains(Command.FROM.choices().subList(1, Command.FROM.choices().size()).getLast());
  }
}
