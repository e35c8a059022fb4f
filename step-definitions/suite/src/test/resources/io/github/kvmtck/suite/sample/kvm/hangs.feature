Feature: Hangs

  @SAMPLE-03
  Rule: A backend that hangs fails one scenario

    Scenario: A call hangs until its process ends
      Given a process
      When a call hangs

    Scenario: A wait outside of a call hangs
      Given a process
      When the step waits for nothing

    Scenario: A call hangs for good
      Given a process
      When a call hangs for good

    Scenario: A neighbour is not hurt
      Given a process
      Then the kernel keeps its promise
