Feature: Verdicts

  @SAMPLE-01
  Rule: A step that holds gives PASS

    Scenario: Every step holds
      Given a process
      Then the kernel keeps its promise

    Scenario: An observation is recorded
      Given a process
      Then "the colour" is observed to be "blue"

    Scenario: A step does not hold
      Given a process
      Then the kernel breaks its promise

    Scenario: An assertion fails in the set-up
      Given the kernel breaks its promise
      Then the kernel keeps its promise

    Scenario Outline: Rows are told apart
      Then <word> is <length> letters long

      Examples:
        | word  | length |
        | one   | 3      |
        | three | 5      |

  @SAMPLE-02
  Rule: What is not the backend's fault is not laid at its door

    Scenario: A step is undefined
      Given a process
      Then nobody has written this step

    Scenario: An undefined step stands behind a failure
      Then the kernel breaks its promise
      And nobody has written this step

    Scenario: A step is ambiguous
      Then this is ambiguous

    Scenario: A step is pending
      Then this is pending

    Scenario: The set-up throws
      Given the set-up throws
      Then the kernel keeps its promise

    Scenario: A step throws
      When a step throws
      Then the kernel keeps its promise

    @broken-hook
    Scenario: A hook before the scenario fails
      Then the kernel keeps its promise

    @leaking
    Scenario: A hook after the scenario finds a leak
      Then the kernel keeps its promise

    Scenario: A gate says that the kernel lacks the feature
      Given the feature is absent
      Then the kernel breaks its promise

    Scenario: A gate says that the host lacks a permission
      Given the permission is missing
      Then the kernel breaks its promise

    Scenario: The last step aborts
      Then the kernel keeps its promise
      And the feature is absent

    Scenario: A scenario without steps
