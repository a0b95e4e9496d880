/** Tests of the readers. */
@NullMarked
package muster.sources;

import org.jspecify.annotations.NullMarked;
