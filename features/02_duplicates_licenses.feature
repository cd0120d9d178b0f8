Feature: Duplicate accounts: where licenses are short

  The second account takes a license by its first backup, and a license for
  preserved users when it is preserved after that. Of one kind or of both there
  may be none left.

  Background:
    Given Sam and Ada are in Okta and in Microsoft 365
    And inSync has 2 licenses
    And the users were imported from Okta
    And the Exchange Online of Sam was backed up
    And the Exchange Online of Ada was backed up
    And the Druva app maps both UPN and email

  @F54
  Rule: With a license for each person the second account is not backed up

    Background:
      Given the users were imported from Okta

    @R05
    Example: Under AD Attribute nothing of Sam is backed up any more
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online          |
        | Sam    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |
        | Ada    | succeeds                 | succeeds                 |
        | Sam    | is not started           | is not started           |
      And the second account of Sam is unlicensed

    @F32
    Example: Once the first account is preserved, the second takes its license
      When the inSync admin preserves the first account of Sam
      And inSync backs up the Exchange Online of the second account of Sam
      Then the backup succeeds
      And the second account of Sam is licensed

  @F54 @R09
  Rule: Undo, clean, redo needs no further license

    Example: Two licenses do for two people
      Given the users were imported from Okta
      When the Okta admin maps "user.login" to "userName"
      And the Okta admin applies updates now
      And the inSync admin deletes the second account of Sam
      And the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin maps "user.email" to "userName"
      And the Okta admin applies updates now
      And the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
      And nobody has more than one account
      And the account of Sam is licensed
      When inSync restores the Exchange Online of everyone
      Then every restore succeeds

  @F30 @F56 @P5
  Rule: Swapping needs a license for preserved users once the second account was backed up

    Example: The second account stays active until a license is bought and the task retried
      Given the users were imported from Okta
      When the inSync admin preserves the account of Ada
      And inSync backs up the Exchange Online of the second account of Sam
      And support changes the inSync email IDs from this file:
        """
        inSync email ID,New inSync email ID
        sam@corp.example,sam.soto@corp.example
        sam.soto@corp.example,sam@corp.example
        """
      And the Okta admin unassigns the Druva app from Sam
      Then an Okta task says "Forbidden"
      When the Okta admin assigns the Druva app to Sam
      Then Sam has accounts that are active, active
      When the inSync admin buys 1 license for preserved users
      And the Okta admin retries every task
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | status    |
        | Sam    | sam.soto@corp.example | sam@corp.example | active    |
        | Ada    | ada@corp.example      | ada@corp.example | preserved |
        | Sam    | sam@corp.example      | sam@corp.example | preserved |
      And no Okta task waits

    Example: A license for preserved users is bought before the second account is preserved
      Given inSync has 4 licenses
      And Max is in Microsoft 365
      And inSync holds Max as "max.moor@corp.example"
      And the Exchange Online of Max was backed up
      And the account of Max was preserved in inSync
      And the users were imported from Okta
      And the Exchange Online of the second account of Sam was backed up
      When the inSync admin buys 1 license for preserved users
      And support changes the inSync email IDs from this file:
        """
        inSync email ID,New inSync email ID
        sam@corp.example,sam.soto@corp.example
        sam.soto@corp.example,sam@corp.example
        """
      And the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | status    |
        | Sam    | sam.soto@corp.example | sam@corp.example | active    |
        | Ada    | ada@corp.example      | ada@corp.example | active    |
        | Max    | max.moor@corp.example |                  | preserved |
        | Sam    | sam@corp.example      | sam@corp.example | preserved |
      And no Okta task waits
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds

  @A2 @F30 @F56
  Rule: Where Okta deactivates first, a task of the right order must not be retried

    Background:
      Given assumption A2 is read as "deactivate, then look up"
      And every inSync email ID was changed to the Okta email

    Example: The retry preserves the account that is in use, and a new assignment brings it back
      When the inSync admin preserves the account of Ada
      And the Okta admin applies updates now
      Then an Okta task says "Forbidden"
      And Sam has accounts that are active
      And the AD attribute of Sam is "sam@corp.example"
      When the inSync admin buys 1 license for preserved users
      And the Okta admin retries every task
      Then the account of Sam is preserved by the identity provider
      When the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then the account of Sam is active
      And Sam has 1 inSync account
