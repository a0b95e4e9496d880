/** How things are written down, byte by byte: s6's files, and Muster's own records. */
@NullMarked
package muster.core.wire;

import org.jspecify.annotations.NullMarked;
