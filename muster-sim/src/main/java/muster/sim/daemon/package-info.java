/**
 * The whole daemon under simulation: the code that ships, on a {@link
 * muster.sim.kernel.FakeKernel}. What it does is judged from outside: processes, files, events.
 */
@NullMarked
package muster.sim.daemon;

import org.jspecify.annotations.NullMarked;
