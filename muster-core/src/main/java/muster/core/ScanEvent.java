package muster.core;

import java.util.List;

/** What can happen to a scan directory's {@link Scanner}. */
public sealed interface ScanEvent {

  /** A byte from {@code .s6-svscan/control}. */
  record Command(byte control) implements ScanEvent {}

  /** A signal for which there is no script in {@code .s6-svscan}, or no script is looked for. */
  record Signal(int signal) implements ScanEvent {}

  /** The supervision of a service ended, or could not begin. */
  record SupervisorGone(int id) implements ScanEvent {}

  /** There is no room for a supervision, but there may be when another one has ended. */
  record NoRoom(int id) implements ScanEvent {}

  /** The directory was read: its entries in the order in which the file system tells them. */
  record Scanned(List<Found> entries) implements ScanEvent {}

  /** The directory could not be read. */
  record Unreadable(String why) implements ScanEvent {}

  /** An entry of the scan directory that does not begin with a dot. */
  sealed interface Found {
    /**
     * A directory, or a link to one.
     *
     * @param log whether it has a subdirectory {@code log}; only looked at for a new one
     */
    record Directory(String name, Identity identity, boolean log) implements Found {}

    /** A link that leads nowhere, until somebody repairs it and asks for a scan. */
    record DeadLink(String name, String why) implements Found {}

    /** Something that could not be looked at, and perhaps can be later. */
    record Unknown(String name, String why) implements Found {}
  }

  /** A directory whatever its names are. */
  record Identity(long device, long inode) {
    // Written out: what a record generates for these costs the daemon's start milliseconds.
    @Override
    public boolean equals(Object other) {
      return other instanceof Identity that && device == that.device && inode == that.inode;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(inode * 31 + device);
    }
  }
}
