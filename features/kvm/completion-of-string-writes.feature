@completion
Feature: String port writes are completed unit by unit

  @COMP-16
  Rule: A string port write exits once a unit with RCX and RSI already stepped, and sends no unit twice

    Scenario Outline: In <mode> at the first exit one unit is gone from RCX and RSI
      Given a vCPU in <mode> at 0x1000 running
        """
        rep outsb
        hlt
        """
      And the segment DS starts at 0
      And the guest starts with RCX=3, RDX=0x10 and RSI=0x3000
      And guest memory at 0x3000 is filled with "abc"
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x61 to port 0x10
      And RCX is 2, RSI is 0x3001 and RIP is at the REP OUTSB

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario Outline: In <mode> completion sends nothing, and the next unit follows
      Given a vCPU in <mode> at 0x1000 running
        """
        rep outsb
        hlt
        """
      And the segment DS starts at 0
      And the guest starts with RCX=3, RDX=0x10 and RSI=0x3000
      And guest memory at 0x3000 is filled with "abc"
      And the vCPU has exited for a 1-byte write of 0x61 to port 0x10
      When the operation is completed
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x62 to port 0x10
      And RCX is 1 and RSI is 0x3002

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario Outline: In <mode> after the last unit the guest goes on
      Given a vCPU in <mode> at 0x1000 running
        """
        rep outsb
        hlt
        """
      And the segment DS starts at 0
      And the guest starts with RCX=2, RDX=0x10 and RSI=0x3000
      And guest memory at 0x3000 is filled with "ab"
      And the vCPU has exited for a 1-byte write of 0x61 to port 0x10
      And the vCPU has exited for a 1-byte write of 0x62 to port 0x10
      When the operation is completed
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RCX is 0 and RSI is 0x3002

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario Outline: In <mode> units come from where their pages are mapped to
      Given a vCPU in <mode> at 0x1000 running
        """
        rep outsb
        hlt
        """
      And the page at 0x300000 is mapped to 0x4000
      And the page at 0x301000 is mapped to 0x2000
      And guest memory at 0x4FFF is filled with "a"
      And guest memory at 0x2000 is filled with "b"
      And the guest starts with RCX=2, RDX=0x10 and RSI=0x300FFF
      And the vCPU has exited for a 1-byte write of 0x61 to port 0x10
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x62 to port 0x10
      And RCX is 0 and RSI is 0x301001

      Examples:
        | mode                       |
        | protected mode with paging |
        | 64-bit mode                |
        | 64-bit mode at CPL 3       |
