/**
 * Sets of real services under {@code muster run}: a daemon of the tests' own classes, with a real
 * keeper, real processes, and people's commands. A scene plays one thing that docs/semantics.md
 * says.
 */
@NullMarked
package muster.it.manager;

import org.jspecify.annotations.NullMarked;
