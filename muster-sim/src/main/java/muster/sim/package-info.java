/** What simulations are made of: chance from a seed, an agenda, a trace, what was found. */
@NullMarked
package muster.sim;

import org.jspecify.annotations.NullMarked;
