package io.github.kvmtck.mutants.kick;

/** Marks vCPUs that are not there. In another version of the proposal. */
public final class KickReachesNobodyV1 extends KickReachesNobody {
  public KickReachesNobodyV1() {
    super("kick-reaches-nobody-v1", "mainline+kick-all-v1+hv-inactive-vtl");
  }
}
