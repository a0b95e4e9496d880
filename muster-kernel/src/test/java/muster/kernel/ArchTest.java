package muster.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The table of what differs, against the headers of Linux, as data: only one of them runs here. */
final class ArchTest {

  @Test
  void epollEventIsPackedOnX86Only() {
    // uapi/linux/eventpoll.h: struct { __u32 events; __u64 data; } EPOLL_PACKED, which is
    // __attribute__((packed)) #ifdef __x86_64__, and nothing elsewhere.
    assertThat(Arch.X86_64.epollEventBytes()).isEqualTo(4 + 8);
    assertThat(Arch.X86_64.epollDataAt()).isEqualTo(4);
    assertThat(Arch.AARCH64.epollEventBytes()).isEqualTo(4 + 4 + 8);
    assertThat(Arch.AARCH64.epollDataAt()).isEqualTo(8);
  }

  @Test
  void openFlagsAreEachMachinesOwn() {
    // asm-generic/fcntl.h: O_DIRECTORY 00200000, O_NOFOLLOW 00400000;
    // arch/arm64/include/uapi/asm/fcntl.h: O_DIRECTORY 040000, O_NOFOLLOW 0100000.
    assertThat(Arch.X86_64.directory()).isEqualTo(00200000);
    assertThat(Arch.X86_64.noFollow()).isEqualTo(00400000);
    assertThat(Arch.AARCH64.directory()).isEqualTo(040000);
    assertThat(Arch.AARCH64.noFollow()).isEqualTo(0100000);
  }

  @Test
  void openFlagsAreTranslated() {
    int both = Linux.O_DIRECTORY | Linux.O_NOFOLLOW;
    int others =
        Linux.O_RDWR
            | Linux.O_CREAT
            | Linux.O_EXCL
            | Linux.O_TRUNC
            | Linux.O_APPEND
            | Linux.O_NONBLOCK
            | Linux.O_NOCTTY
            | Linux.O_CLOEXEC
            | Linux.O_PATH;
    assertThat(Arch.X86_64.openFlags(both | others)).isEqualTo(both | others);
    assertThat(Arch.AARCH64.openFlags(both | others)).isEqualTo(040000 | 0100000 | others);
    assertThat(Arch.AARCH64.openFlags(others)).isEqualTo(others);
    assertThat(Arch.AARCH64.openFlags(Linux.O_DIRECTORY)).isEqualTo(040000);
    assertThat(Arch.AARCH64.openFlags(Linux.O_NOFOLLOW)).isEqualTo(0100000);
  }

  @Test
  void theMachineIsKnownByTheJdksName() {
    assertThat(Arch.of("amd64")).isSameAs(Arch.X86_64);
    assertThat(Arch.of("aarch64")).isSameAs(Arch.AARCH64);
    assertThatThrownBy(() -> Arch.of("riscv64")).hasMessageContaining("riscv64");
  }
}
