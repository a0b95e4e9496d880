package muster.sim.daemon;

import muster.core.ScanEvent;
import muster.core.Scanner.Phase;
import muster.kernel.Signals;

/** What the scanner can be told, as coverage counts it. */
enum ScanHappening {
  COMMAND_A,
  COMMAND_B,
  COMMAND_H,
  COMMAND_I,
  COMMAND_T,
  COMMAND_Q,
  COMMAND_N,
  COMMAND_N_LOGGERS_TOO,
  COMMAND_Z,
  COMMAND_UNKNOWN,
  SIGNAL_ALRM,
  SIGNAL_ABRT,
  SIGNAL_HUP,
  SIGNAL_INT,
  SIGNAL_TERM,
  SIGNAL_QUIT,
  SIGNAL_OTHER,
  SUPERVISOR_GONE,
  NO_ROOM,
  SCANNED,
  UNREADABLE;

  static ScanHappening of(ScanEvent event) {
    return switch (event) {
      case ScanEvent.Command(byte control) -> command(control);
      case ScanEvent.Signal(int signal) ->
          switch (signal) {
            case Signals.ALRM -> SIGNAL_ALRM;
            case Signals.ABRT -> SIGNAL_ABRT;
            case Signals.HUP -> SIGNAL_HUP;
            case Signals.INT -> SIGNAL_INT;
            case Signals.TERM -> SIGNAL_TERM;
            case Signals.QUIT -> SIGNAL_QUIT;
            default -> SIGNAL_OTHER;
          };
      case ScanEvent.SupervisorGone _ -> SUPERVISOR_GONE;
      case ScanEvent.NoRoom _ -> NO_ROOM;
      case ScanEvent.Scanned _ -> SCANNED;
      case ScanEvent.Unreadable _ -> UNREADABLE;
    };
  }

  private static ScanHappening command(byte control) {
    return switch (control) {
      case 'a' -> COMMAND_A;
      case 'b' -> COMMAND_B;
      case 'h' -> COMMAND_H;
      case 'i' -> COMMAND_I;
      case 't' -> COMMAND_T;
      case 'q' -> COMMAND_Q;
      case 'n' -> COMMAND_N;
      case 'N' -> COMMAND_N_LOGGERS_TOO;
      case 'z' -> COMMAND_Z;
      default -> COMMAND_UNKNOWN;
    };
  }

  boolean possible(Phase phase) {
    return switch (this) {
      case COMMAND_A,
          COMMAND_B,
          COMMAND_H,
          COMMAND_I,
          COMMAND_T,
          COMMAND_Q,
          COMMAND_N,
          COMMAND_N_LOGGERS_TOO,
          COMMAND_Z,
          COMMAND_UNKNOWN,
          SIGNAL_ALRM,
          SUPERVISOR_GONE ->
          true;
      // Within a turn signals come before commands, so only another signal can come before this.
      case SIGNAL_ABRT -> phase != Phase.FINISHED;
      // The daemon does not look for a script any more, nor tell the scanner.
      case SIGNAL_HUP, SIGNAL_INT, SIGNAL_TERM, SIGNAL_QUIT, SIGNAL_OTHER -> phase == Phase.RUNNING;
      // There are descriptors enough for the few services that there are here.
      case NO_ROOM -> false;
      // Nothing is read that nobody asked for.
      case SCANNED, UNREADABLE -> phase == Phase.RUNNING;
    };
  }
}
