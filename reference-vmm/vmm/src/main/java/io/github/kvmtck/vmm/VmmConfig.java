package io.github.kvmtck.vmm;

import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.vmm.memory.Ram;
import io.github.kvmtck.vmm.state.Refused;
import io.github.kvmtck.vmm.state.Sections;
import java.nio.charset.StandardCharsets;

/**
 * What kind of machine is made.
 *
 * @param memory in bytes
 * @param irqchip whether KVM has the interrupt controllers and the timer
 */
public record VmmConfig(long memory, int vcpus, boolean irqchip, DirtyLogging dirtyLogging) {
  /** One vCPU, one MiB, no interrupt controllers. */
  public static final VmmConfig SMALL = new VmmConfig(1 << 20, 1, false, DirtyLogging.BITMAP);

  private static final int MOST_VCPUS = 64;
  private static final String MEMORY = "memory";
  private static final String VCPUS = "vcpus";
  private static final String IRQCHIP = "irqchip";
  private static final String DIRTY_LOGGING = "dirty-logging";

  public VmmConfig {
    if (memory < Ram.HIGH || memory > Ram.END || memory % Linux.PAGE_SIZE != 0) {
      throw new IllegalArgumentException(
          "Memory of 0x%x bytes: 1 MiB to 3 GiB, in whole pages, is possible.".formatted(memory));
    }
    if (vcpus < 1 || vcpus > MOST_VCPUS) {
      throw new IllegalArgumentException(vcpus + " vCPUs: 1 to " + MOST_VCPUS + " are possible.");
    }
  }

  /** How KVM tells which pages the guest wrote. */
  public enum DirtyLogging {
    /** A bitmap; reading it watches all pages again. */
    BITMAP,
    /** A bitmap; pages are watched again one by one. */
    MANUAL,
    /** A ring for each vCPU. */
    RING
  }

  public VmmConfig withMemory(long bytes) {
    return new VmmConfig(bytes, vcpus, irqchip, dirtyLogging);
  }

  public VmmConfig withVcpus(int count) {
    return new VmmConfig(memory, count, irqchip, dirtyLogging);
  }

  public VmmConfig withIrqchip() {
    return new VmmConfig(memory, vcpus, true, dirtyLogging);
  }

  public VmmConfig with(DirtyLogging logging) {
    return new VmmConfig(memory, vcpus, irqchip, logging);
  }

  Sections save() {
    Sections sections = new Sections();
    sections.put(MEMORY, memory);
    sections.put(VCPUS, vcpus);
    sections.put(IRQCHIP, irqchip ? 1 : 0);
    sections.put(DIRTY_LOGGING, dirtyLogging.name().getBytes(StandardCharsets.US_ASCII));
    return sections;
  }

  /**
   * What {@link #save} gave.
   *
   * @throws Refused where it gave no such thing
   */
  static VmmConfig restore(Sections sections) {
    String logging = new String(sections.bytes(DIRTY_LOGGING), StandardCharsets.US_ASCII);
    try {
      return new VmmConfig(
          sections.number(MEMORY),
          (int) sections.number(VCPUS),
          sections.number(IRQCHIP) != 0,
          DirtyLogging.valueOf(logging));
    } catch (IllegalArgumentException e) {
      throw new Refused("This saved machine is damaged: it is none that there can be.", e);
    }
  }
}
