Feature: Why the right order holds, whatever Okta does to a changed userName

  Nobody documents what Apply updates now does to a linked account whose
  userName changed. With the inSync email IDs changed first, all three readings
  end with the same accounts.

  Background:
    Given Sam and Ada are in Okta and in Microsoft 365
    And the users were imported from Okta
    And the Exchange Online of Sam was backed up
    And the Exchange Online of Ada was backed up
    And every inSync email ID was changed to the Okta email
    And the Druva app maps both UPN and email

  @R11 @A2 @P3
  Rule: Email IDs first, nobody is duplicated in any reading

    Scenario Outline: If Okta would <reading>, the same accounts are updated
      Given assumption A2 is read as "<reading>"
      When the Okta admin applies updates now
      Then no Okta task waits
      And inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | status |
        | Sam    | sam.soto@corp.example | sam@corp.example | active |
        | Ada    | ada@corp.example      | ada@corp.example | active |

      Examples:
        | reading                  |
        | look up again            |
        | deactivate, then look up |
        | update in place          |

  @A2 @P3 @F56
  Rule: If Okta would deactivate first and no license for preserved users is free, a task stays

    Background:
      Given inSync has 3 licenses
      And inSync holds Max as "max@corp.example"
      And Max is in Microsoft 365
      And the Exchange Online of Max was backed up
      And the account of Max was preserved in inSync
      And assumption A2 is read as "deactivate, then look up"

    Example: The right account is there all the same
      When the Okta admin applies updates now
      Then an Okta task says "Forbidden"
      And nobody has more than one account
      And the account of Sam is active
      And the AD attribute of Sam is "sam@corp.example"

    Example: Retried later, the task preserves the right account, and a new assignment brings it back
      When the Okta admin applies updates now
      Then an Okta task says "Forbidden"
      When the inSync admin buys 2 licenses for preserved users
      And the Okta admin retries every task
      Then the account of Sam is preserved by the identity provider
      When the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | status    |
        | Sam    | sam.soto@corp.example | sam@corp.example | active    |
        | Ada    | ada@corp.example      | ada@corp.example | active    |
        | Max    | max@corp.example      |                  | preserved |

    @F21
    Example: With Deactivate Users off while the updates are applied, no task comes about
      Given Deactivate Users is switched off
      When the Okta admin applies updates now
      Then no Okta task waits
      When the Okta admin switches Deactivate Users on
      And the Okta admin forces a sync
      Then nobody has more than one account
      And the account of Sam is active
      And the AD attribute of Sam is "sam@corp.example"
