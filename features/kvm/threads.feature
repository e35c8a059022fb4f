@threads
Feature: Which thread and which process may use a vCPU

  @THR-01
  Rule: A vCPU ioctl works from any thread of the process, and switching costs only speed

    Scenario: KVM_RUN by another task than the one that created the vCPU
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called by another task
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

    Scenario: An exit taken by one task is completed by another
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with immediate_exit by another task
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the IN

    Scenario: The guest keeps its state over many changes of task
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc ax
        out 0x10, al
        jmp again
        """
      When KVM_RUN is called 20 times, each time by another task
      Then every KVM_RUN returned 0 for KVM_EXIT_IO
      And RAX is 20

  @THR-02
  Rule: Another process gets EIO from every VM and vCPU ioctl, as every process does once the VM is dead, and may use /dev/kvm

    Scenario Outline: A child process gets EIO from <request>
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When a child process calls <request>
      Then the call fails with EIO
      And the vCPU is unchanged

      Examples:
        | request                    |
        | KVM_RUN                    |
        | KVM_GET_REGS               |
        | KVM_SET_REGS               |
        | KVM_CHECK_EXTENSION        |
        | KVM_SET_USER_MEMORY_REGION |
        | KVM_CREATE_VCPU            |

    Scenario: A child process may use /dev/kvm
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When a child process calls KVM_GET_API_VERSION
      Then the call returns 12

    Scenario: After the child process was refused the parent goes on
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And a child process calls KVM_RUN
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

    @needs-cap:X86_SMM
    Scenario Outline: Once the VM is dead, <request> is EIO
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And an SMI is pending
      And KVM_RUN is called
      And KVM_RUN fails with EIO
      When userspace calls <request>
      Then the call fails with EIO

      Examples:
        | request                    |
        | KVM_RUN                    |
        | KVM_GET_REGS               |
        | KVM_SET_REGS               |
        | KVM_CHECK_EXTENSION        |
        | KVM_SET_USER_MEMORY_REGION |
        | KVM_CREATE_VCPU            |

    @needs-cap:X86_SMM
    Scenario: With a dead VM /dev/kvm may be used
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And an SMI is pending
      And KVM_RUN is called
      And KVM_RUN fails with EIO
      When userspace calls KVM_GET_API_VERSION
      Then the call returns 12

  @THR-03
  Rule: A second ioctl on a vCPU waits until the first one returns, and is not refused

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000

    Scenario Outline: <request> of another task waits for KVM_RUN
      When another task begins <request>
      Then the other task waits
      And the guest goes on counting at 0x2000
      And the other task still waits

      Examples:
        | request      |
        | KVM_GET_REGS |
        | KVM_RUN      |

    Scenario: The waiting call is made when KVM_RUN has returned
      Given another task begins KVM_GET_REGS
      And the other task waits
      And the guest goes on counting at 0x2000
      And the other task still waits
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the call of the other task returns 0

  @THR-04
  Rule: KVM_RUN with an argument is EINVAL, runs nothing and keeps the pending operation

    Scenario: Nothing is run
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with argument 1
      Then KVM_RUN fails with EINVAL
      And the vCPU is unchanged

    Scenario: A pending port read is neither finished nor lost
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with argument 1
      Then KVM_RUN fails with EINVAL
      And the vCPU is unchanged
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the IN

  @THR-05
  Rule: An unknown ioctl is EINVAL on a vCPU and on /dev/kvm, and ENOTTY on a VM

    Scenario Outline: ioctl <number> on <object> is <errno>
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When ioctl <number> is called on <object>
      Then the call fails with <errno>
      And the vCPU is unchanged

      Examples:
        | number     | object   | errno  |
        | 0xAEFF     | the vCPU | EINVAL |
        | 0xAEFF     | the VM   | ENOTTY |
        | 0xAEFF     | /dev/kvm | EINVAL |
        | 0xAE01     | the vCPU | EINVAL |
        | 0xAE80     | the VM   | ENOTTY |
        | 0xAE80     | /dev/kvm | EINVAL |
        | 0x8001AE81 | the vCPU | EINVAL |

  @THR-06 @not-proposed:vcpu-poll
  Rule: A vCPU descriptor is always ready to poll, and epoll refuses it with EPERM

    Scenario: A vCPU that is not running is ready at once
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When the vCPU is polled for input and output
      Then the poll reports POLLIN and POLLOUT

    Scenario: A vCPU that runs the guest is as ready as any
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      When the vCPU is polled for input and output
      Then the poll reports POLLIN and POLLOUT
      And the guest goes on counting at 0x2000

    Scenario: epoll refuses a vCPU
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When the vCPU is added to an epoll instance
      Then the call fails with EPERM
      And the vCPU is unchanged
