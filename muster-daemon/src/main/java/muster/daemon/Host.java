package muster.daemon;

import muster.kernel.Kernel;

/** What all supervisions of a daemon share. */
record Host(
    Kernel kernel,
    Loop loop,
    Messages messages,
    Origin origin,
    Room room,
    Fifodir fifodir,
    Starter starter,
    Children children,
    Observer observer) {

  /**
   * @throws StartupException when the kernel refuses what a loop is made of
   */
  static Host of(Kernel kernel, Messages messages, Origin origin, Observer observer) {
    Loop loop = new Loop(kernel);
    Room room = new Room(kernel, origin.descriptors());
    return new Host(
        kernel,
        loop,
        messages,
        origin,
        room,
        new Fifodir(kernel),
        new Starter(kernel, origin, room),
        new Children(kernel),
        observer);
  }
}
