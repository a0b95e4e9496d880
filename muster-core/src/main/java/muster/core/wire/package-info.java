/** How the core's data is written down: status, snapshot, trace, requests. */
@NullMarked
package muster.core.wire;

import org.jspecify.annotations.NullMarked;
