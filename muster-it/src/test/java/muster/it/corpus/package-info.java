/** What we make of sets and graphs that other people wrote. */
@NullMarked
package muster.it.corpus;

import org.jspecify.annotations.NullMarked;
