package muster.daemon;

import muster.core.Event;
import muster.core.Moment;
import muster.core.ScanEvent;
import muster.core.Scanner;
import muster.core.Service;

/** Sees what the policies are told, before they act on it. */
public interface Observer {
  Observer NOBODY =
      new Observer() {
        @Override
        public void service(Service before, Event event, Moment now) {}

        @Override
        public void scanner(Scanner.Phase before, ScanEvent event) {}
      };

  void service(Service before, Event event, Moment now);

  void scanner(Scanner.Phase before, ScanEvent event);
}
