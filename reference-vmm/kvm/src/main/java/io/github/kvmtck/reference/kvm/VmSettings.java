package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrFilter;

/** What a client has set for a whole VM, by KVM_ENABLE_CAP and other ioctls. */
public final class VmSettings {
  private volatile long disabledQuirks;
  private volatile int userSpaceMsrReasons;
  private volatile boolean exitOnEmulationFailure;
  private volatile long hypercallExits;
  private volatile boolean exceptionPayload;
  private volatile long manualDirtyLog;
  private volatile long wallClock;
  private volatile boolean haltInGuest;
  private volatile boolean monitorInGuest;
  private volatile int bootProcessor;
  private volatile int maxVcpuId;
  private volatile boolean platformInfo = true;
  private volatile boolean tripleFaultEvent;
  private volatile int ioApicPins;
  private volatile boolean wideApicIds;
  private volatile boolean rewritesBroadcast = true;
  private volatile long busCycleNanos = 1;
  private volatile MsrFilter msrFilter = MsrFilter.ALLOW_ALL;

  /** What KVM_CAP_MAX_VCPU_ID has set, else what KVM can do. */
  public int maxVcpuId() {
    return maxVcpuId == 0 ? Vm.MAX_VCPU_ID : maxVcpuId;
  }

  /** Sets the limit; false where another is set. */
  public synchronized boolean limitVcpuIds(int limit) {
    if (maxVcpuId != 0 && maxVcpuId != limit) {
      return false;
    }
    maxVcpuId = limit;
    return true;
  }

  /** A guest may read MSR_PLATFORM_INFO: KVM_CAP_MSR_PLATFORM_INFO. */
  public boolean platformInfo() {
    return platformInfo;
  }

  public void platformInfo(boolean readable) {
    platformInfo = readable;
  }

  /** KVM_CAP_X86_TRIPLE_FAULT_EVENT. */
  public boolean tripleFaultEvent() {
    return tripleFaultEvent;
  }

  public void tripleFaultEvent(boolean on) {
    tripleFaultEvent = on;
  }

  /** Routes that lead to the I/O APIC of a client: KVM_CAP_SPLIT_IRQCHIP. */
  public int ioApicPins() {
    return ioApicPins;
  }

  public void ioApicPins(int count) {
    ioApicPins = count;
  }

  /** KVM_X2APIC_API_USE_32BIT_IDS. */
  public boolean wideApicIds() {
    return wideApicIds;
  }

  public void useWideApicIds() {
    wideApicIds = true;
  }

  /** A message to 0xff is for all, x2APIC mode or not: KVM_X2APIC_API_DISABLE_BROADCAST_QUIRK. */
  public boolean rewritesBroadcast() {
    return rewritesBroadcast;
  }

  public void keepBroadcast() {
    rewritesBroadcast = false;
  }

  /** KVM_CAP_X86_APIC_BUS_CYCLES_NS. */
  public long busCycleNanos() {
    return busCycleNanos;
  }

  public void busCycleNanos(long nanos) {
    busCycleNanos = nanos;
  }

  public MsrFilter msrFilter() {
    return msrFilter;
  }

  public void msrFilter(MsrFilter filter) {
    msrFilter = filter;
  }

  /** The id of the vCPU that runs first: KVM_SET_BOOT_CPU_ID. */
  public int bootProcessor() {
    return bootProcessor;
  }

  public void bootProcessor(int id) {
    bootProcessor = id;
  }

  /** KVM_X86_QUIRK_* that are off. */
  public long disabledQuirks() {
    return disabledQuirks;
  }

  public synchronized void disableQuirks(long quirks) {
    disabledQuirks |= quirks;
  }

  public boolean hasQuirk(long quirk) {
    return (disabledQuirks & quirk) == 0;
  }

  /** KVM_MSR_EXIT_REASON_* for which an MSR access exits to userspace. */
  public int userSpaceMsrReasons() {
    return userSpaceMsrReasons;
  }

  public void userSpaceMsrReasons(int reasons) {
    userSpaceMsrReasons = reasons;
  }

  /** KVM_CAP_EXIT_ON_EMULATION_FAILURE. */
  public boolean exitOnEmulationFailure() {
    return exitOnEmulationFailure;
  }

  public void exitOnEmulationFailure(boolean on) {
    exitOnEmulationFailure = on;
  }

  /** Hypercalls that exit to userspace, as bits by number. */
  public long hypercallExits() {
    return hypercallExits;
  }

  public void hypercallExits(long mask) {
    hypercallExits = mask;
  }

  /** KVM_CAP_EXCEPTION_PAYLOAD. */
  public boolean exceptionPayload() {
    return exceptionPayload;
  }

  public void exceptionPayload(boolean on) {
    exceptionPayload = on;
  }

  /** KVM_DIRTY_LOG_MANUAL_PROTECT_ENABLE and KVM_DIRTY_LOG_INITIALLY_SET. */
  public long manualDirtyLog() {
    return manualDirtyLog;
  }

  public void manualDirtyLog(long options) {
    manualDirtyLog = options;
  }

  /** MSR_KVM_WALL_CLOCK, which all vCPUs share. */
  public long wallClock() {
    return wallClock;
  }

  public void wallClock(long gpa) {
    wallClock = gpa;
  }

  /** KVM_X86_DISABLE_EXITS_HLT: HLT does not leave the guest. */
  public boolean haltInGuest() {
    return haltInGuest;
  }

  public void haltInGuest(boolean on) {
    haltInGuest = on;
  }

  /** KVM_X86_DISABLE_EXITS_MWAIT: KVM sees neither MONITOR nor MWAIT. */
  public boolean monitorInGuest() {
    return monitorInGuest;
  }

  public void monitorInGuest(boolean on) {
    monitorInGuest = on;
  }
}
