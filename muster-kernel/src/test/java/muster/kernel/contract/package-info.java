/**
 * What every {@link muster.kernel.Kernel} has to do, as tests. They run against Linux and against
 * the simulator's kernel, so that what was proven on the one is true on the other.
 */
@NullMarked
package muster.kernel.contract;

import org.jspecify.annotations.NullMarked;
