package muster.core;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a byte in a service's control FIFO asks for. Source: s6-svc(8) of s6 2.11, and of 2.15 for
 * {@code l P C K}.
 */
public final class Controls {
  private static final int HUP = 1;
  private static final int INT = 2;
  private static final int QUIT = 3;
  private static final int ABRT = 6;
  private static final int KILL = 9;
  private static final int USR1 = 10;
  private static final int USR2 = 12;
  private static final int ALRM = 14;
  private static final int TERM = 15;
  private static final int WINCH = 28;

  private Controls() {}

  /**
   * @param rule asked only for the bytes that need the service's directory
   * @return null for a byte that means nothing, which s6 ignores too
   */
  public static Event.@Nullable Request decode(byte control, Supplier<SignalRule> rule) {
    return switch (control) {
      case 'a' -> new Event.Kill(ALRM, false);
      case 'b' -> new Event.Kill(ABRT, false);
      case 'q' -> new Event.Kill(QUIT, false);
      case 'h' -> new Event.Kill(HUP, false);
      case 'k' -> new Event.Kill(KILL, false);
      case 't' -> new Event.Kill(TERM, false);
      case 'i' -> new Event.Kill(INT, false);
      case '1' -> new Event.Kill(USR1, false);
      case '2' -> new Event.Kill(USR2, false);
      case 'y' -> new Event.Kill(WINCH, false);
      case 'K' -> new Event.Kill(KILL, true);
      case 'r' -> new Event.Kill(rule.get().downSignal(), false);
      case 'l' -> new Event.Kill(rule.get().reloadSignal(), false);
      case 'p' -> new Event.Pause(false);
      case 'P' -> new Event.Pause(true);
      case 'c' -> new Event.Resume(false);
      case 'C' -> new Event.Resume(true);
      case 'o' -> new Event.Once();
      case 'O' -> new Event.AtMostOnce(false);
      case 'Q' -> new Event.AtMostOnce(true);
      case 'd' -> new Event.Down(false, rule.get());
      case 'D' -> new Event.Down(true, rule.get());
      case 'u' -> new Event.Up(false);
      case 'U' -> new Event.Up(true);
      case 'x' -> new Event.Leave();
      default -> null;
    };
  }
}
