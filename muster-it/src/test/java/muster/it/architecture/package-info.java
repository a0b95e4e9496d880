/** The rules of the house, kept by tests: who may use whom, and what the pure core may not do. */
@NullMarked
package muster.it.architecture;

import org.jspecify.annotations.NullMarked;
