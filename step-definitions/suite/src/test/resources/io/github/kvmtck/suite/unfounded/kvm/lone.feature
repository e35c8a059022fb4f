Feature: Lone

  @LONE-01 @absence:LONE-02
  Rule: A feature that is absent does not apply

    Scenario: A feature is there
      Then the kernel keeps its promise
