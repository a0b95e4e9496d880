/**
 * The kernel as the rest of Muster sees it: the only room with native code. It knows nothing of
 * services.
 */
@NullMarked
package muster.kernel;

import org.jspecify.annotations.NullMarked;
