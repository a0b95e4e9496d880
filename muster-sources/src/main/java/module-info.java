/** Readers and writers of the formats that people have. */
module muster.sources {
  requires static transitive org.jspecify;
  requires transitive muster.plan;

  exports muster.sources;
  exports muster.sources.script;
}
