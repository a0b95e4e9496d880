/**
 * Scenes from a hard life: real processes, full disks, limits, floods, directories that move while
 * they are used. What is the same with s6 is a scenario of {@code conformance/} instead.
 */
@NullMarked
package muster.it.scenes;

import org.jspecify.annotations.NullMarked;
