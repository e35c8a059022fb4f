@completion
Feature: String port I/O is completed batch by batch

  @COMP-05
  Rule: Completing a REP string instruction finishes the batch and not the instruction: RIP may stay on it, even with a count of 0, and the batch is never repeated

    Scenario Outline: In <mode> completion stores the batch, and RIP may stay on the instruction
      Given a vCPU in <mode> at 0x1000 running
        """
        rep insb
        nop
        hlt
        """
      And the guest starts with RCX=5, RDX=0x10 and RDI=0x3000
      And the vCPU has exited for a string read of 5 bytes from port 0x10
      When the read is answered with "hello" and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And guest memory at 0x3000 contains "hello"
      And RCX is 0 and RDI is 0x3005
      And RIP is at the REP INSB or past the REP INSB, which is recorded

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario Outline: In <mode> completing a second time changes nothing
      Given a vCPU in <mode> at 0x1000 running
        """
        rep insb
        nop
        hlt
        """
      And the guest starts with RCX=5, RDX=0x10 and RDI=0x3000
      And the vCPU has exited for a string read of 5 bytes from port 0x10
      And the read is answered with "hello" and KVM_RUN is called with immediate_exit
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And guest memory at 0x3000 contains "hello"
      And RCX is 0 and RDI is 0x3005

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario Outline: In <mode> the guest goes on to the next instruction without another exit
      Given a vCPU in <mode> at 0x1000 running
        """
        rep insb
        nop
        hlt
        """
      And the guest starts with RCX=5, RDX=0x10 and RDI=0x3000
      And the vCPU has exited for a string read of 5 bytes from port 0x10
      And the read is answered with "hello" and KVM_RUN is called with immediate_exit
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And guest memory at 0x3000 contains "hello"
      And RCX is 0, RDI is 0x3005 and RIP is past the HLT

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

  @COMP-15
  Rule: A string port read carries as many packed units as the count, the destination page and 1024 bytes allow, and changes memory, RCX and RDI only at completion

    Scenario Outline: In <mode> before completion neither memory nor a register has changed
      Given a vCPU in <mode> at 0x1000 running
        """
        rep insb
        hlt
        """
      And the guest starts with RCX=5, RDX=0x10 and RDI=0x3000
      And the vCPU has exited for a string read of 5 bytes from port 0x10
      When the read is answered with "hello"
      Then guest memory at 0x3000 contains bytes 00 00 00 00 00
      And RCX is 5, RDI is 0x3000 and RIP is at the REP INSB

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario Outline: In <mode> a batch ends with the destination page, and the next one has the rest
      Given a vCPU in <mode> at 0x1000 running
        """
        rep insb
        hlt
        """
      And the guest starts with RCX=5, RDX=0x10 and RDI=0x3FFE
      And the vCPU has exited for a string read of 2 bytes from port 0x10
      When the read is answered with "he" and KVM_RUN is called
      Then KVM_RUN returns 0 for a string read of 3 bytes from port 0x10
      And guest memory at 0x3FFE contains bytes 68 65 00 00 00
      When the read is answered with "llo" and KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And guest memory at 0x3FFE contains "hello"

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario Outline: In <mode> a batch of <units> has at most 1024 bytes
      Given a vCPU in <mode> at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the guest starts with RCX=3000, RDX=0x10 and RDI=0x3000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a string read of <units> from port 0x10
      And RCX is 3000 and RDI is 0x3000

      Examples:
        | mode                 | instruction | units      |
        | real mode            | rep insb    | 1024 bytes |
        | real mode            | rep insw    | 512 words  |
        | real mode            | rep insd    | 256 dwords |
        | protected mode       | rep insd    | 256 dwords |
        | 64-bit mode          | rep insb    | 1024 bytes |
        | 64-bit mode at CPL 3 | rep insw    | 512 words  |

    Scenario: Units of a batch are packed
      Given a vCPU in real mode at 0x1000 running
        """
        rep insw
        hlt
        """
      And the guest starts with RCX=2, RDX=0x10 and RDI=0x3000
      And the vCPU has exited for a string read of 2 words from port 0x10
      When the read is answered with bytes 11 22 33 44 and KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And guest memory at 0x3000 contains bytes 11 22 33 44 00 00
      And RCX is 0 and RDI is 0x3004

    Scenario Outline: In <mode> downwards a batch ends at the offset into the page
      Given a vCPU in <mode> at 0x1000 running
        """
        std
        rep insb
        hlt
        """
      And the guest starts with RCX=5, RDX=0x10 and RDI=0x3002
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a string read of 2 bytes from port 0x10
      And RCX is 5, RDI is 0x3002 and RIP is at the REP INSB

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario: At the end of the page some hosts count bytes where units are larger
      Given a vCPU in real mode at 0x1000 running
        """
        rep insw
        hlt
        """
      And the guest starts with RCX=5, RDX=0x10 and RDI=0x3FFC
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a string read of 2 words from port 0x10 or for a string read of 4 words from port 0x10, which is recorded
      And RCX is 5, RDI is 0x3FFC and RIP is at the REP INSW

    Scenario Outline: In <mode> without REP one unit is stored at completion
      Given a vCPU in <mode> at 0x1000 running
        """
        insb
        hlt
        """
      And the guest starts with RCX=5, RDX=0x10 and RDI=0x3000
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And guest memory at 0x3000 contains bytes AB 00
      And RCX is 5, RDI is 0x3001 and RIP is past the INSB

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario Outline: In <mode> RCX <rcx> counts <units>
      Given a vCPU in <mode> at 0x1000 running
        """
        rep insb
        hlt
        """
      And the guest starts with RCX=<rcx>, RDX=0x10 and RDI=0x3000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a string read of <units> from port 0x10
      And RCX is <rcx>, RDI is 0x3000 and RIP is at the REP INSB

      Examples:
        | mode           | rcx         | units      |
        | real mode      | 0x10005     | 5 bytes    |
        | protected mode | 0x10005     | 1024 bytes |
        | protected mode | 0x100000005 | 5 bytes    |

    Scenario: In 64-bit mode some hosts batch by the lower half of the count
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        rep insb
        hlt
        """
      And the guest starts with RCX=0x100000005, RDX=0x10 and RDI=0x3000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a string read of 5 bytes from port 0x10 or for a string read of 1024 bytes from port 0x10, which is recorded
      And RCX is 0x100000005, RDI is 0x3000 and RIP is at the REP INSB

    Scenario Outline: In <mode> the batches go where their pages are mapped to
      Given a vCPU in <mode> at 0x1000 running
        """
        rep insb
        hlt
        """
      And the page at 0x300000 is mapped to 0x4000
      And the page at 0x301000 is mapped to 0x2000
      And the guest starts with RCX=5, RDX=0x10 and RDI=0x300FFE
      And the vCPU has exited for a string read of 2 bytes from port 0x10
      When the read is answered with "he" and KVM_RUN is called
      Then KVM_RUN returns 0 for a string read of 3 bytes from port 0x10
      When the read is answered with "llo" and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And guest memory at 0x4FFE contains bytes 68 65 00
      And guest memory at 0x2000 contains "llo"

      Examples:
        | mode                       |
        | protected mode with paging |
        | 64-bit mode                |
        | 64-bit mode at CPL 3       |
