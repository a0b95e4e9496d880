/** Plans, and what happened, as people and programs want to see them: text, JSON, DOT, SVG. */
module muster.view {
  requires static transitive org.jspecify;
  requires transitive muster.core;
  requires transitive muster.plan;

  exports muster.view;
}
