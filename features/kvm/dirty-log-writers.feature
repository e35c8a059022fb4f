@dirty-log
Feature: Who writes decides what is logged
  Slot 1 is logged. The guest's data segment begins where the slot does.

  @DIRTY-04
  Rule: Writes through the slot by the guest and by KVM are logged, and userspace's stores to the memory behind the slot are not

    Scenario: Userspace's stores are not logged
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, [0x1000]
        mov [0x3000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      When the host memory of slot 1 at 0x1000 is filled with 0xAB
      And KVM_RUN is called
      Then RAX is 0xAB
      And the dirty log of slot 1 names page 3

    Scenario: A write through another slot is logged there
      Given a vCPU in real mode at 0x1000 running
        """
        mov byte ptr [0x9000], 0xAB
        hlt
        """
      And a logged slot 1 of 8 pages at 0x20000
      And a logged slot 2 of 8 pages at 0x28000 over the host memory of slot 1
      When KVM_RUN is called
      Then the host memory of slot 1 at 0x1000 contains 0xAB
      And the dirty log of slot 1 names no page
      And the dirty log of slot 2 names page 1

    Scenario: Data that KVM stores for the guest are logged
      Given a vCPU in real mode at 0x1000 running
        """
        mov ax, 0x2000
        mov es, ax
        mov di, 0x3000
        mov dx, 0x10
        insb
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the host memory of slot 1 at 0x3000 contains 0xAB
      And the dirty log of slot 1 names page 3

    @needs-cap:CLOCKSOURCE
    Scenario: KVM's own write for a WRMSR of the guest is logged
      Given a vCPU in real mode at 0x1000 running
        """
        mov ecx, 0x4B564D00
        mov eax, 0x25000
        xor edx, edx
        wrmsr
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the dirty log of slot 1 names page 5

    @needs-cap:CLOCKSOURCE
    Scenario: KVM's own write for a KVM_SET_MSRS is logged
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      When userspace writes 0x25000 to MSR 0x4B564D00
      Then the dirty log of slot 1 names page 5

    Scenario: Accessed and dirty bits in the page tables are logged
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov [0x20000], al
        hlt
        """
      And a slot 1 of 16 pages at 0x20000
      And slot 0 is logged
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the dirty log of slot 0 names pages 8 to 10
