package muster.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What execlineb of execline 2.9.3.0 made of each of these; muster-it compares many more with it.
 */
class ExeclineTest {
  @Test
  void wordsAndComments() throws Execline.Syntax {
    assertThat(words("#!/bin/execlineb\n echo a#b # c\n\t\"d e\"f \"\"\n"))
        .containsExactly("echo", "a#b", "d ef", "");
    assertThat(words("")).isEmpty();
    assertThat(words("echo $HOME 'x'\0 never")).containsExactly("echo", "$HOME", "'x'");
  }

  @Test
  void blocksAreIndentedAndEndInAnEmptyWord() throws Execline.Syntax {
    assertThat(words("a { b { c } } d")).containsExactly("a", " b", "  c", " ", "", "d");
    assertThat(words("{a} \\{ \"{\"")).containsExactly("{a}", "{", "{");
  }

  @Test
  void backslashes() throws Execline.Syntax {
    assertThat(words("\\n \\\\ a\\ b \\\nc d\\\ne")).containsExactly("n", "\\", "a b", "c", "d\ne");
    assertThat(words("\"\\n\\t\\\"\\0x41\\0101\\65\\q\\\nx\"")).containsExactly("\n\t\"AAAqx");
    assertThat(words("a \\")).containsExactly("a");
  }

  @Test
  void errorsHaveTheirPlace() {
    assertSyntax("a { b", 2, "no end");
    assertSyntax("a {", 2, "no end");
    assertSyntax("a } b", 2, "none is open");
    assertSyntax("a \"b", 2, "quoted text");
    assertSyntax("ab c\\", 3, "backslash");
    assertSyntax("\"a\\0\"", 2, "no byte from 1 to 255");
    assertSyntax("\"\\0xg\"", 1, "no byte");
    assertSyntax("\"\\377\"", 1, "no byte");
    assertSyntax("a \"\\0xff\"", 8, "not UTF-8");
  }

  private static void assertSyntax(String script, int offset, String why) {
    assertThatThrownBy(() -> words(script))
        .isInstanceOfSatisfying(
            Execline.Syntax.class,
            e -> {
              assertThat(e.offset).isEqualTo(offset);
              assertThat(e.reason).contains(why);
            });
  }

  private static List<String> words(String script) throws Execline.Syntax {
    return Execline.words(script.getBytes(StandardCharsets.UTF_8));
  }

  @FuzzTest
  void everyScriptIsWordsOrOneErrorInIt(byte[] script) {
    try {
      assertThat(Execline.words(script)).hasSizeLessThanOrEqualTo(script.length);
    } catch (Execline.Syntax e) {
      assertThat(e.offset).isBetween(0, script.length - 1);
    }
  }
}
