package io.github.kvmtck.api.uapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StructValueTest {
  private static final StructValue REGS = StructValue.of(Registers.REGS);

  @Test
  void changesMakeACopy() {
    StructValue changed = REGS.with("rip", 0x1000);
    assertThat(REGS.get("rip")).isZero();
    assertThat(changed.get("rip")).isEqualTo(0x1000);
    assertThat(changed).isNotEqualTo(REGS).isEqualTo(REGS.with("rip", 0x1000));
    changed.bytes()[0] = 1;
    assertThat(changed.get("rax")).isZero();
  }

  @Test
  void tellsWhatChanged() {
    assertThat(REGS.with("rip", 0x1000).with("rax", 5).changesSince(REGS))
        .containsExactly("rax=5 was 0", "rip=0x1000 was 0");
    assertThat(REGS.changesSince(REGS)).isEmpty();
  }

  @Test
  void showsASmallStructureWholeAndOfALargeOneWhatIsNotZero() {
    assertThat(StructValue.of(Memslots.USERSPACE_MEMORY_REGION).with("slot", 3))
        .hasToString("slot=3 flags=0 guest_phys_addr=0 memory_size=0 userspace_addr=0");
    assertThat(REGS.with("rbx", 16)).hasToString("rbx=0x10");
    assertThat(StructValue.of(SystemApi.ENABLE_CAP).with("args[1]", 2))
        .hasToString("cap=0 flags=0 args=[00 00 00 00 00 00 00 00 02" + " 00".repeat(23) + "]");
  }

  @Test
  void showsTheBeginningOfALongArray() {
    assertThat(StructValue.of(ExtendedState.XSAVE))
        .hasToString("region=[00" + " 00".repeat(31) + " …] extra=[]");
  }

  @Test
  void showsOfAFlexibleArrayWhatIsThere() {
    assertThat(StructValue.of(Msrs.MSRS)).hasToString("nmsrs=0");
    assertThat(StructValue.of(Msrs.MSRS, 1).with("entries[0].data", 7))
        .hasToString("nmsrs=0 entries[0].index=0 entries[0].data=7");
  }

  @Test
  void nestsStructures() {
    StructValue segment = StructValue.of(Registers.SEGMENT).with("base", 0x20000);
    StructValue sregs = StructValue.of(Registers.SREGS).with("ds", segment);
    assertThat(sregs.inner("ds")).isEqualTo(segment);
    assertThat(sregs.get("ds.base")).isEqualTo(0x20000);
    assertThat(sregs.inner("es")).isEqualTo(StructValue.of(Registers.SEGMENT));
    assertThatThrownBy(() -> sregs.inner("cr0"))
        .hasMessage("cr0 of struct kvm_sregs is no structure");
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> StructValue.of(Registers.REGS, new byte[143]))
        .hasMessage("143 bytes are no whole struct kvm_regs");
    assertThatThrownBy(() -> StructValue.of(Run.RUN).with("mmio.data", new byte[9]))
        .hasMessage("9 bytes do not fit into mmio.data");
  }
}
