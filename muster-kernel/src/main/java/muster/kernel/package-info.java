/**
 * The only way out of the JVM: Linux's system calls behind one interface, with the one
 * implementation that has native code. Numbers and byte strings go in and come out; nothing here
 * knows what a service is.
 */
@NullMarked
package muster.kernel;

import org.jspecify.annotations.NullMarked;
