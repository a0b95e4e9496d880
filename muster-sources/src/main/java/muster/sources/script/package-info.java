/**
 * Writers of scripts that start every service of a plan, for machines that do not run Muster: for
 * GNU make, for /bin/sh and for execline.
 *
 * <p>All of them number the services in the order of their ranks, so that each has a higher number
 * than those that it waits for, and do the same: a service is started when those that it waits for
 * are done, unless it needs one that is not up. Names are data and may be anything but NUL.
 */
@NullMarked
package muster.sources.script;

import org.jspecify.annotations.NullMarked;
