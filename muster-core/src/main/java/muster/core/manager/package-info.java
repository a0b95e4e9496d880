/**
 * Policy for a whole set of services: in which order they start and stop, what a failure means to
 * others, what people may ask for. Each longrun is supervised by its own {@link
 * muster.core.ServiceMachine}; the {@link muster.core.manager.Manager} asks it to go up or down,
 * and is told how it moves. docs/semantics.md tells it in prose.
 */
@NullMarked
package muster.core.manager;

import org.jspecify.annotations.NullMarked;
