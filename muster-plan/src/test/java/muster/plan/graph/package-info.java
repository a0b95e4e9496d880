@NullMarked
package muster.plan.graph;

import org.jspecify.annotations.NullMarked;
