Feature: Absences

  @SAMPLE-10 @proposed:greeting @absence:SAMPLE-11
  Rule: A feature that is absent does not apply

    Scenario: A feature is there
      Given the feature is absent
      Then the kernel breaks its promise

  @SAMPLE-11
  Rule: An absence is documented

    Scenario: A feature is absent
      Then the kernel keeps its promise
