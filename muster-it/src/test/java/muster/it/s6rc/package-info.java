/** What we make of sources of s6-rc, beside what the real programs make of them. */
@NullMarked
package muster.it.s6rc;

import org.jspecify.annotations.NullMarked;
