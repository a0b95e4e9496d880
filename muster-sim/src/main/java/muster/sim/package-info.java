/** The seeded simulator: the core alone, and the whole daemon on a fake kernel and disk. */
@NullMarked
package muster.sim;

import org.jspecify.annotations.NullMarked;
