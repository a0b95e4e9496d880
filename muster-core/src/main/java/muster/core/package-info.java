/**
 * Policy: what Muster decides, as functions of a state, an event and the time. Nothing in here
 * reads a clock, a file or a random number, starts a thread or writes a log; what is to be done
 * comes out as {@link muster.core.Effect}s, and what became of it comes back in as {@link
 * muster.core.Event}s. So the same code runs under the real loop and under the simulator.
 */
@NullMarked
package muster.core;

import org.jspecify.annotations.NullMarked;
