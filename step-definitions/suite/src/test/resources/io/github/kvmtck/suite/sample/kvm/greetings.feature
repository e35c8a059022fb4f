Feature: Greetings

  @SAMPLE-05
  Rule: A kernel greets

    Scenario: A kernel says good morning
      Then the kernel says "good morning"

    Scenario: A kernel says something at all
      Then the kernel says something

  @SAMPLE-06
  Rule: A kernel takes its leave

    @race
    Scenario: A kernel says good morning before it leaves
      Then the kernel says "good morning"

  @SAMPLE-07
  Rule: What else a kernel says is its own affair

    Scenario: What else a kernel says
      Then "the rest" is observed to be "silence"
