/**
 * A kernel that is only memory: files, pipes, processes and clocks of one simulated machine, where
 * time passes when the program under test waits. {@link muster.sim.kernel.FakeKernel} is the way
 * in; it keeps the contract that the real kernel keeps.
 */
@NullMarked
package muster.sim.kernel;

import org.jspecify.annotations.NullMarked;
