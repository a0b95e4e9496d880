/** Tests of the whole: as processes, against real kernels and real clients. */
@NullMarked
package muster.it;

import org.jspecify.annotations.NullMarked;
