package io.github.kvmtck.vmm.state;

import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Reply;
import io.github.kvmtck.api.client.Vcpu;
import java.util.ArrayList;
import java.util.List;

/**
 * MSRs. KVM_GET_MSRS and KVM_SET_MSRS stop at the first that they cannot handle and say how many
 * they did, which is success to whoever does not compare (SAVE-16).
 */
final class MsrState {
  private MsrState() {}

  /**
   * Reads what can be read; one that cannot be is left out, and the others are read all the same.
   */
  static List<Msr> save(Vcpu vcpu, List<Integer> indices) {
    List<Msr> saved = new ArrayList<>();
    List<Integer> left = indices;
    while (!left.isEmpty()) {
      Reply<List<Msr>> reply = vcpu.getMsrs(left);
      int read = (int) reply.result().value();
      saved.addAll(reply.value().subList(0, read));
      left = left.subList(Math.min(left.size(), read + 1), left.size());
    }
    return saved;
  }

  /**
   * Writes all of them. One that KVM does not take is fine where the vCPU has the value already:
   * KVM lists, and reads, some that it sets only with a local APIC or a feature.
   *
   * @throws Refused naming one that would be different
   */
  static void restore(Vcpu vcpu, List<Msr> msrs) {
    List<Msr> left = msrs;
    while (!left.isEmpty()) {
      int written = vcpu.setMsrs(left).value().intValue();
      if (written == left.size()) {
        return;
      }
      Msr refused = left.get(written);
      if (!vcpu.getMsrs(List.of(refused.index())).value().equals(List.of(refused))) {
        throw new Refused(
            "KVM does not take 0x%x for MSR 0x%x.".formatted(refused.data(), refused.index()));
      }
      left = left.subList(written + 1, left.size());
    }
  }

  static byte[] packed(List<Msr> msrs) {
    return Sections.written(out -> {
      out.writeInt(msrs.size());
      for (Msr msr : msrs) {
        out.writeInt(msr.index());
        out.writeLong(msr.data());
      }
    });
  }

  static List<Msr> unpacked(byte... bytes) {
    return Sections.read(
        bytes,
        in -> {
          List<Msr> msrs = new ArrayList<>();
          for (int left = in.readInt(); left > 0; left--) {
            msrs.add(new Msr(in.readInt(), in.readLong()));
          }
          return msrs;
        });
  }
}
