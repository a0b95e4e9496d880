package muster.kernel;

/** Every system call that Muster makes. */
public interface Kernel {}
