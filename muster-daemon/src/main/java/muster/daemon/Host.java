package muster.daemon;

import muster.kernel.Kernel;

/** What all supervisions of a daemon share. */
record Host(
    Kernel kernel,
    Loop loop,
    Messages messages,
    Origin origin,
    Fifodir fifodir,
    Starter starter,
    Children children,
    Observer observer) {}
