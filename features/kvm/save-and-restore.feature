@completion
Feature: What a saved vCPU holds, and what it does not

  @COMP-04
  Rule: The pending operation is in no state that userspace can read, so that a VMM completes it before it saves the vCPU

    Scenario Outline: In <mode> a completed port write is not repeated by the restored vCPU
      Given a vCPU in <mode> at 0x1000 running
        """
        out 0x10, al
        out 0x11, al
        hlt
        """
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And the operation is completed
      When the vCPU is saved and restored into a fresh one
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x11

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario Outline: In <mode> a completed port read is in the restored vCPU
      Given a vCPU in <mode> at 0x1000 running
        """
        in  al, 0x10
        out 0x11, al
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And the read is answered with 0xAB and the operation is completed
      When the vCPU is saved and restored into a fresh one
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0xAB to port 0x11

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario Outline: In <mode> a completed read-modify-write is not repeated by the restored vCPU
      Given a vCPU in <mode> at 0x1000 running
        """
        add byte ptr [<place>], 1
        out 0x11, al
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20000
      And the read is answered with 0x41 and the operation is completed
      When the vCPU is saved and restored into a fresh one
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x11

      Examples:
        | mode                 | place   |
        | real mode            | 0       |
        | protected mode       | 0x20000 |
        | 64-bit mode          | 0x20000 |
        | 64-bit mode at CPL 3 | 0x20000 |

    Scenario Outline: Saved too early, <exit> may be replayed
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the vCPU has exited for <exit>
      And the read is answered with 0xAB
      When the vCPU is saved and restored into a fresh one
      And KVM_RUN is called
      Then KVM_RUN returns 0 for <exit> or for KVM_EXIT_HLT, which is recorded

      Examples:
        | instruction    | exit                              |
        | in al, 0x10    | a 1-byte read of port 0x10        |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010 |

    Scenario: Saved too early, a port write may be replayed
      Given a vCPU in real mode at 0x1000 running
        """
        out 0x10, al
        out 0x11, al
        hlt
        """
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      When the vCPU is saved and restored into a fresh one
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10 or for a 1-byte write of 0x00 to port 0x11, which is recorded

  @COMP-14
  Rule: Writing registers between an exit and its completion may lose the result, and reading them is harmless

    Scenario Outline: In <mode> reading the whole state does not disturb <exit>
      Given a vCPU in <mode> at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the vCPU has exited for <exit>
      And the read is answered with 0xAB
      When userspace reads the whole state of the vCPU
      And KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is at the HLT

      Examples:
        | mode        | instruction       | exit                              |
        | real mode   | in al, 0x10       | a 1-byte read of port 0x10        |
        | real mode   | mov al, [0x10]    | an MMIO read of 1 byte at 0x20010 |
        | 64-bit mode | in al, 0x10       | a 1-byte read of port 0x10        |
        | 64-bit mode | mov al, [0x20010] | an MMIO read of 1 byte at 0x20010 |

    Scenario Outline: In <mode> writing the registers back unchanged may lose the result of <exit>
      Given a vCPU in <mode> at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the guest starts with RAX=0x11
      And the vCPU has exited for <exit>
      And the read is answered with 0xAB
      When userspace writes the registers back unchanged
      And KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is at the HLT
      And RAX is 0xAB or 0x11, which is recorded

      Examples:
        | mode        | instruction       | exit                              |
        | real mode   | in al, 0x10       | a 1-byte read of port 0x10        |
        | real mode   | mov al, [0x10]    | an MMIO read of 1 byte at 0x20010 |
        | 64-bit mode | in al, 0x10       | a 1-byte read of port 0x10        |
        | 64-bit mode | mov al, [0x20010] | an MMIO read of 1 byte at 0x20010 |

    Scenario Outline: In <mode> registers written through kvm_run may lose the result of <exit>
      Given a vCPU in <mode> at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the guest starts with RAX=0x11
      And the vCPU has exited for <exit>
      And the read is answered with 0xAB
      When userspace puts the registers unchanged into kvm_run and marks them dirty
      And KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is at the HLT
      And RAX is 0xAB or 0x11, which is recorded

      Examples:
        | mode        | instruction       | exit                              |
        | real mode   | in al, 0x10       | a 1-byte read of port 0x10        |
        | real mode   | mov al, [0x10]    | an MMIO read of 1 byte at 0x20010 |
        | 64-bit mode | in al, 0x10       | a 1-byte read of port 0x10        |
        | 64-bit mode | mov al, [0x20010] | an MMIO read of 1 byte at 0x20010 |
