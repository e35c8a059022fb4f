package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.nested;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u16;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.C.union;
import static io.github.kvmtck.api.uapi.Confidential.EXIT_SNP_REQ_CERTS;
import static io.github.kvmtck.api.uapi.HyperV.HYPERV_EXIT;
import static io.github.kvmtck.api.uapi.Registers.REGS;
import static io.github.kvmtck.api.uapi.Registers.SREGS;
import static io.github.kvmtck.api.uapi.VcpuEvents.VCPU_EVENTS;
import static io.github.kvmtck.api.uapi.Xen.XEN_EXIT;

/** struct kvm_run, shared between KVM and the client (api.rst section 5). */
public final class Run {
  private Run() {}

  /** For KVM_EXIT_DEBUG. */
  public static final Struct DEBUG_EXIT_ARCH =
      struct(
          "kvm_debug_exit_arch", u32("exception"), u32("pad"), u64("pc"), u64("dr6"), u64("dr7"));

  /** Registers in kvm_run (api.rst 6.74). */
  public static final Struct SYNC_REGS =
      struct(
          "kvm_sync_regs",
          member(REGS, "regs"),
          member(SREGS, "sregs"),
          member(VCPU_EVENTS, "events"));

  /** At offset 0 of the mapping of a vCPU fd. */
  public static final Struct RUN =
      struct(
          "kvm_run",
          u8("request_interrupt_window"),
          u8("immediate_exit"),
          u8("padding1[6]"),
          u32("exit_reason"),
          u8("ready_for_interrupt_injection"),
          u8("if_flag"),
          u16("flags"),
          u64("cr8"),
          u64("apic_base"),
          union(
              nested("hw", u64("hardware_exit_reason")),
              nested("fail_entry", u64("hardware_entry_failure_reason"), u32("cpu")),
              nested("ex", u32("exception"), u32("error_code")),
              nested(
                  "io",
                  u8("direction"),
                  u8("size"), // bytes
                  u16("port"),
                  u32("count"),
                  u64("data_offset")), // relative to kvm_run start
              nested("debug", member(DEBUG_EXIT_ARCH, "arch")),
              nested("mmio", u64("phys_addr"), u8("data[8]"), u32("len"), u8("is_write")),
              nested(
                  "hypercall",
                  u64("nr"),
                  u64("args[6]"),
                  u64("ret"),
                  union(u32("longmode"), u64("flags"))),
              nested("tpr_access", u64("rip"), u32("is_write"), u32("pad")),
              nested("internal", u32("suberror"), u32("ndata"), u64("data[16]")),
              nested(
                  "emulation_failure",
                  u32("suberror"),
                  u32("ndata"),
                  u64("flags"),
                  union(nested(u8("insn_size"), u8("insn_bytes[15]")))),
              nested("osi", u64("gprs[32]")),
              nested("papr_hcall", u64("nr"), u64("ret"), u64("args[9]")),
              nested("epr", u32("epr")),
              nested(
                  "system_event", u32("type"), u32("ndata"), union(u64("flags"), u64("data[16]"))),
              nested("eoi", u8("vector")),
              member(HYPERV_EXIT, "hyperv"),
              nested(
                  "msr",
                  u8("error"), // user -> kernel
                  u8("pad[7]"),
                  u32("reason"), // kernel -> user
                  u32("index"), // kernel -> user
                  u64("data")), // kernel <-> user
              member(XEN_EXIT, "xen"),
              nested("notify", u32("flags")),
              nested("memory_fault", u64("flags"), u64("gpa"), u64("size")),
              nested(
                  "tdx",
                  u64("flags"),
                  u64("nr"),
                  union(
                      nested("unknown", u64("ret"), u64("data[5]")),
                      nested("get_quote", u64("ret"), u64("gpa"), u64("size")),
                      nested(
                          "get_tdvmcall_info",
                          u64("ret"),
                          u64("leaf"),
                          u64("r11"),
                          u64("r12"),
                          u64("r13"),
                          u64("r14")),
                      nested("setup_event_notify", u64("ret"), u64("vector")))),
              member(EXIT_SNP_REQ_CERTS, "snp_req_certs"),
              u8("padding[256]")),
          u64("kvm_valid_regs"),
          u64("kvm_dirty_regs"),
          union("s", member(SYNC_REGS, "regs"), u8("padding[2048]")));
}
