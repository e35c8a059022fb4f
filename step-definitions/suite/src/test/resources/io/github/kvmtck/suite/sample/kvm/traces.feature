Feature: Traces

  @SAMPLE-04
  Rule: What a scenario leaves behind is found

    Scenario: The kernel warns
      Given a process
      When the kernel logs "WARNING: CPU: 1 PID: 7 at kvm_main.c"

    Scenario: The kernel says something
      Given a process
      When the kernel logs "kvm: hello"

    Scenario: A descriptor is not given back
      Given a process
      When a descriptor leaks

    Scenario: Everything is given back
      Given a process
      Then the kernel keeps its promise
