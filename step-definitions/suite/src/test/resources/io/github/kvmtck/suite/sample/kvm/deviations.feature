Feature: Deviations

  @SAMPLE-08
  Rule: A known deviation excuses its own failure and no other

    Scenario: The known deviation shows
      Given a process
      Then the kernel breaks its promise

    Scenario: The known deviation shows and a call hangs
      Given a process
      When a call hangs

    Scenario: The known deviation shows and the kernel warns
      Given a process
      When the kernel logs "WARNING: CPU: 1 PID: 7 at kvm_main.c"
      Then the kernel breaks its promise

    Scenario: The known deviation shows and a descriptor is not given back
      Given a process
      When a descriptor leaks
      Then the kernel breaks its promise

    @leaking
    Scenario: The known deviation shows and a hook finds a leak
      Then the kernel breaks its promise

    Scenario: Another promise is broken
      Then three is 7 letters long

    Scenario: A call is refused
      Given a process
      When a call is refused

    Scenario: A call is refused in the set-up
      Given a process
      And a call is refused

  @SAMPLE-12
  Rule: A backend that hangs again and again does not conform

    Scenario Outline: A call hangs for good
      Given a process
      When a call hangs for good
      Then three is <n> letters long

      Examples:
        | n |
        | 1 |
        | 2 |
        | 3 |
        | 4 |
        | 5 |
