package muster.daemon;

/** Which service of a scan directory is whose. */
interface Charges {
  /** Of a scan directory that nobody manages. */
  Charges NOBODYS = _ -> Charge.NOBODYS;

  /**
   * @param name as the supervision has it: bytes as chars, NAME or NAME/log
   */
  Charge of(String name);
}
