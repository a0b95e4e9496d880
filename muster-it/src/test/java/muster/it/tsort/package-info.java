/** What coreutils' tsort thinks of a graph, and whether our order is one of its. */
@NullMarked
package muster.it.tsort;

import org.jspecify.annotations.NullMarked;
