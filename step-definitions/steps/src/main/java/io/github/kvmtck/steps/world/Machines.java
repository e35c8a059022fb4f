package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.steps.code.GuestCode;
import io.github.kvmtck.steps.words.Numbers;
import java.math.BigInteger;
import java.util.Map;

/** Makes machines, and changes them from outside. */
public final class Machines {
  private static final long ORIGIN = 0x1000;

  /** Behind the programs of the scenarios; handlers are far shorter than their distance. */
  private static final long HANDLERS = 0x5000;

  private static final long HANDLER_DISTANCE = 0x20;

  private final World world;

  public Machines(World world) {
    this.world = world;
  }

  /** Makes the machine that the steps are about, of the VM that there is or of a new one. */
  public void build(boolean irqchip, Mode mode, long origin, String source) {
    GuestCode code = GuestCode.assemble(source, origin, mode.bits());
    if (!world.hasVm()) {
      buildVm();
    }
    world.use(Machine.running(world.vm(), irqchip, mode, code));
    if (mode.pages().isPresent()) {
      requirePaging();
    }
  }

  private void requirePaging() {
    long cr0 = world.machine().vcpu().getSregs().value().get("cr0");
    if ((cr0 & Mode.CR0_PG) == 0) {
      Gates.refuse(
          world.scenario(),
          "paging",
          "KVM_SET_SREGS took CR0.PG and left it out: CR0 is " + Numbers.show(cr0));
    }
  }

  /** Makes a VM and nothing else. */
  public void buildVm() {
    world.use(Layout.newVm(world.kvm()));
  }

  /** A program that some other step puts into guest memory. */
  public byte[] assemble(Mode mode, long origin, String source) {
    return GuestCode.assemble(source, origin, mode.bits()).bytes();
  }

  /** Puts code into guest memory, for the mode that the guest starts in. */
  public void installCode(long address, String source) {
    install(address, source, world.machine().mode().bits());
  }

  private void install(long address, String source, int bits) {
    world.machine().ram().write(address, GuestCode.assemble(source, address, bits).bytes());
  }

  /** Gives a page of the guest's addresses another place in its memory. */
  public void mapPage(long page, long frame) {
    Machine machine = world.machine();
    machine
        .mode()
        .pages()
        .orElseThrow(() -> new IllegalStateException("the guest has no page tables"))
        .map(machine.ram(), page, frame);
  }

  /**
   * A vCPU as KVM makes it, in a VM that has no memory slot and never had any.
   *
   * @param withPages whether KVM is told of shadow pages, of which it has none by then
   */
  public void buildWithoutMemory(boolean withPages) {
    world.use(Machine.withoutMemory(world.kvm(), withPages));
  }

  /** Puts code into guest memory and points the vector at it. */
  public void installHandler(int vector, String source) {
    long address = HANDLERS + vector * HANDLER_DISTANCE;
    Machine machine = world.machine();
    install(address, source, machine.mode().handlerBits());
    machine.mode().vector(machine.ram(), vector, address);
  }

  /** Puts values into registers by the names of the manuals. */
  public void setRegisters(Map<String, BigInteger> values) {
    Vcpu vcpu = world.machine().vcpu();
    vcpu.client()
        .task()
        .run(() -> {
          RegisterFile.write(vcpu, values);
          return true;
        });
    world.remember();
  }

  /** Reads all that can be saved of the vCPU. */
  public void readWholeState() {
    VcpuState.save(world.machine().vcpu(), world.machine().irqchip());
  }

  /** Goes on with a fresh machine that got the memory and all that can be saved of the vCPU. */
  public void restoreIntoFresh() {
    world.use(world.machine().restored(world.kvm()));
  }

  /** As {@link #ripAtPortWrite(Mode, long)} in real mode. */
  public long ripAtPortWrite(long port) {
    return ripAtPortWrite(Mode.REAL, port);
  }

  /** How far RIP is past the start of an OUT to this port when its exit comes, in bytes. */
  long ripAtPortWrite(Mode mode, long port) {
    GuestCode code = GuestCode.assemble("out " + port + ", al\nhlt", ORIGIN, mode.bits());
    Machine machine = Machine.running(Layout.newVm(world.kvm()), false, mode, code);
    machine.vcpu().run();
    return machine.vcpu().getRegs().value().rip() - ORIGIN;
  }
}
