@kvm-run
Feature: Guest memory that the host has lost

  @RUN-06
  @needs-cap:MEMORY_FAULT_INFO
  Rule: Where KVM_CAP_MEMORY_FAULT_INFO is 1, EFAULT from KVM_RUN comes with KVM_EXIT_MEMORY_FAULT and its fields

    Scenario: A read of a page that the slot has lost
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, es:[0x6004]
        hlt
        """
      And the host memory of the guest page at 0x6000 is unmapped
      And userspace writes memory_fault.flags=0xFF into kvm_run
      When KVM_RUN is called
      Then KVM_RUN fails with EFAULT and exit reason KVM_EXIT_MEMORY_FAULT
      And kvm_run.memory_fault.gpa is 0x6000
      And kvm_run.memory_fault.size is 0x1000
      And kvm_run.memory_fault.flags is 0
      And RAX is 0 and RIP is at the MOV

    Scenario: A write to a page that the host may only read
      Given a vCPU in real mode at 0x1000 running
        """
        mov es:[0x6004], al
        hlt
        """
      And the host memory of the guest page at 0x6000 is made read-only
      And userspace writes memory_fault.flags=0xFF into kvm_run
      When KVM_RUN is called
      Then KVM_RUN fails with EFAULT and exit reason KVM_EXIT_MEMORY_FAULT
      And kvm_run.memory_fault.gpa is 0x6000
      And kvm_run.memory_fault.size is 0x1000
      And kvm_run.memory_fault.flags is 0
      And RIP is at the MOV

    Scenario Outline: At CPL 3 a <access> of a page that is <lost>
      Given a vCPU in 64-bit mode at CPL 3 at 0x1000 running
        """
        <instruction>
        out 0x10, al
        """
      And a slot 1 of 2 pages at 0x20000
      And the host memory of the guest page at 0x21000 is <lost>
      When KVM_RUN is called
      Then KVM_RUN fails with EFAULT and exit reason KVM_EXIT_MEMORY_FAULT
      And kvm_run.memory_fault.gpa is 0x21000
      And kvm_run.memory_fault.size is 0x1000
      And RIP is at the MOV

      Examples:
        | access | lost           | instruction       |
        | read   | unmapped       | mov al, [0x21000] |
        | write  | made read-only | mov [0x21000], al |
