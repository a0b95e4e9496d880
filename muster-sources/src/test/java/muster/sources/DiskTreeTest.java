package muster.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import muster.plan.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DiskTreeTest {
  @TempDir Path directory;

  private final DiskTree tree = new DiskTree(InputStream.nullInputStream());

  @Test
  void standardInputMayBeAskedForAgain() throws IOException {
    byte[] text = "1 2\n".getBytes(StandardCharsets.UTF_8);
    DiskTree reading = new DiskTree(new ByteArrayInputStream(text));
    assertThat(reading.kind("-")).isEqualTo(Tree.Kind.FILE);
    assertThat(reading.read("-")).isEqualTo(text);
    assertThat(reading.read("-")).isEqualTo(text);
  }

  @Test
  void soMayAPipe() throws IOException, InterruptedException {
    Path pipe = directory.resolve("pipe");
    run("mkfifo", pipe.toString());
    Process writer = new ProcessBuilder("sh", "-c", "echo a b >\"$0\"", pipe.toString()).start();
    assertThat(tree.kind(pipe.toString())).isEqualTo(Tree.Kind.OTHER);
    assertThat(Recognition.kind(pipe.toString(), tree, new Findings())).contains(SourceKind.TSORT);
    assertThat(tree.read(pipe.toString())).asString().isEqualTo("a b\n");
    assertThat(writer.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  /** /proc/kmsg, a regular file, waits for a message; nothing is found in all the others. */
  @Test
  @Timeout(60)
  void filesOfTheKernelThatWaitAreNotRead() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/kmsg")), "only root may read /proc/kmsg");
    assertThat(tree.start("/proc/kmsg", 10)).isEmpty();
  }

  @Test
  void onlyTheStartOfALongFileIsRead() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "a b c d e f g");
    assertThat(tree.start(file.toString(), 5)).asString().isEqualTo("a b c");
  }

  @Test
  void aPipeInADirectoryIsNotRead() throws IOException, InterruptedException {
    run("mkfifo", directory.resolve("pipe").toString());
    assertThat(Recognition.kind(directory.toString(), tree, new Findings())).isEmpty();
  }

  @Test
  void linksAreFollowedAndTold() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
    assertThat(tree.link(link.toString())).contains("file");
    assertThat(tree.link(file.toString())).isEmpty();
    assertThat(tree.kind(link.toString())).isEqualTo(Tree.Kind.FILE);
    assertThat(tree.names(directory.toString())).isEqualTo(List.of("file", "link"));
  }

  /** Files' names need a UTF-8 locale, which tests are not sure to have; their order does not. */
  @Test
  void namesAreInTheOrderOfTheirBytes() {
    List<String> names = List.of("B", "a", "a-b", "aa", "\u00e4", "\uff21", "\ud83d\ude00");
    List<String> mixed = new ArrayList<>(names.reversed());
    mixed.sort(DiskTree::compareAsUtf8);
    assertThat(mixed).isEqualTo(names);
    mixed.sort((a, b) ->
        Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    assertThat(mixed).isEqualTo(names);
  }

  @Test
  void whatCannotBeReadIsSaidForPeople() {
    assertThatThrownBy(() -> tree.read(directory.resolve("nothing").toString()))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no such file or directory");
    assertThatThrownBy(() -> tree.names("a\u0000b"))
        .isInstanceOf(IOException.class)
        .hasMessage("its name is not valid UTF-8");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
