@completion
Feature: String port I/O is completed batch by batch

  @COMP-05
  Rule: Completing a REP string instruction finishes the batch and not the instruction: RIP may stay on it, even with a count of 0, and the batch is never repeated

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        rep insb
        nop
        hlt
        """
      And the guest starts with RCX=5, RDX=0x10 and RDI=0x3000
      And the vCPU has exited for a string read of 5 bytes from port 0x10

    Scenario: Completion stores the batch, and RIP may stay on the instruction
      When the read is answered with "hello" and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And guest memory at 0x3000 contains "hello"
      And RCX is 0 and RDI is 0x3005
      And RIP is at the REP INSB or past the REP INSB, which is recorded

    Scenario: Completing a second time changes nothing
      Given the read is answered with "hello" and KVM_RUN is called with immediate_exit
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And guest memory at 0x3000 contains "hello"
      And RCX is 0 and RDI is 0x3005

    Scenario: The guest goes on to the next instruction without another exit
      Given the read is answered with "hello" and KVM_RUN is called with immediate_exit
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And guest memory at 0x3000 contains "hello"
      And RCX is 0, RDI is 0x3005 and RIP is past the HLT

  @COMP-15
  Rule: A string port read carries as many packed units as the count, the destination page and 1024 bytes allow, and changes memory, RCX and RDI only at completion

    Scenario: Before completion neither memory nor a register has changed
      Given a vCPU in real mode at 0x1000 running
        """
        rep insb
        hlt
        """
      And the guest starts with RCX=5, RDX=0x10 and RDI=0x3000
      And the vCPU has exited for a string read of 5 bytes from port 0x10
      When the read is answered with "hello"
      Then guest memory at 0x3000 contains bytes 00 00 00 00 00
      And RCX is 5, RDI is 0x3000 and RIP is at the REP INSB

    Scenario: A batch ends with the destination page, and the next one has the rest
      Given a vCPU in real mode at 0x1000 running
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

    Scenario Outline: A batch of <units> has at most 1024 bytes
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the guest starts with RCX=3000, RDX=0x10 and RDI=0x3000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a string read of <units> from port 0x10
      And RCX is 3000 and RDI is 0x3000

      Examples:
        | instruction | units      |
        | rep insb    | 1024 bytes |
        | rep insw    | 512 words  |
        | rep insd    | 256 dwords |

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

    Scenario: Downwards a batch ends at the offset into the page
      Given a vCPU in real mode at 0x1000 running
        """
        std
        rep insb
        hlt
        """
      And the guest starts with RCX=5, RDX=0x10 and RDI=0x3002
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a string read of 2 bytes from port 0x10
      And RCX is 5, RDI is 0x3002 and RIP is at the REP INSB

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

    Scenario: Without REP one unit is stored at completion
      Given a vCPU in real mode at 0x1000 running
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

  @COMP-16
  Rule: A string port write exits once a unit with RCX and RSI already stepped, and sends no unit twice

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        mov ds, ax
        rep outsb
        hlt
        """

    Scenario: At the first exit one unit is gone from RCX and RSI
      Given the guest starts with RCX=3, RDX=0x10 and RSI=0x3000
      And guest memory at 0x3000 is filled with "abc"
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x61 to port 0x10
      And RCX is 2, RSI is 0x3001 and RIP is at the REP OUTSB

    Scenario: Completion sends nothing, and the next unit follows
      Given the guest starts with RCX=3, RDX=0x10 and RSI=0x3000
      And guest memory at 0x3000 is filled with "abc"
      And the vCPU has exited for a 1-byte write of 0x61 to port 0x10
      When the operation is completed
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x62 to port 0x10
      And RCX is 1 and RSI is 0x3002

    Scenario: After the last unit the guest goes on
      Given the guest starts with RCX=2, RDX=0x10 and RSI=0x3000
      And guest memory at 0x3000 is filled with "ab"
      And the vCPU has exited for a 1-byte write of 0x61 to port 0x10
      And the vCPU has exited for a 1-byte write of 0x62 to port 0x10
      When the operation is completed
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RCX is 0 and RSI is 0x3002
