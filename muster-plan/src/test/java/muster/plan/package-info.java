@NullMarked
package muster.plan;

import org.jspecify.annotations.NullMarked;
