/**
 * Readers of the formats that people have. Each says everything that is wrong, with its place, and
 * goes on.
 */
@NullMarked
package muster.sources;

import org.jspecify.annotations.NullMarked;
