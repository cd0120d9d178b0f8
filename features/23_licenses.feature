Feature: Who holds an inSync license, and what stops without one

  An account is created without a license and takes one by its first backup.
  Licenses for preserved users are counted apart. The examples show what inSync
  refuses once one of the two kinds has run out.

  @A25
  Rule: An account takes a license by its first backup, not when it is created

    Background:
      Given inSync has 1 license
      And Sam and Lia are in Okta and in Microsoft 365

    @F54
    Example: Both are created, and neither holds a license
      When the users are imported from Okta
      Then the account of Sam is unlicensed
      And the account of Lia is unlicensed
      And no Okta task waits

    @F54 @A8
    Example: Lia is backed up first, and no license is left for Sam
      When the users are imported from Okta
      And inSync backs up the Exchange Online of Lia
      Then the account of Lia is licensed
      When inSync backs up the OneDrive of Sam
      Then no backup is started because "the account has no license"

    Example: If the assumption is wrong: Sam, who was created first, holds the license
      Given assumption A25 is read as "when created"
      When the users are imported from Okta
      Then the account of Sam is licensed
      When inSync backs up the Exchange Online of Lia
      Then no backup is started because "the account has no license"

    Example: If the assumption is wrong: Lia is refused
      Given assumption A25 is read as "when created, or refused"
      When the users are imported from Okta
      Then Lia has 0 inSync accounts
      And an Okta task says "No license is available"

  @A8
  Rule: An account that found no license is backed up once there is one

    Background:
      Given inSync has 1 license
      And Ada and Kim are in Okta and in Microsoft 365
      And the users were imported from Okta
      And the OneDrive of Ada was backed up

    @F54
    Example: No license is left for Kim: one is bought, and Kim is backed up
      When inSync backs up the OneDrive of Kim
      Then no backup is started because "the account has no license"
      When the inSync admin raises the total to 2 licenses
      And inSync backs up the OneDrive of Kim
      Then the backup succeeds
      And the account of Kim is licensed

  @F55 @A69
  Rule: Licenses may be exceeded by 5 %, and then further users are not backed up

    Scenario Outline: With <licenses> <served> users are backed up, and one more is not
      Given inSync has <licenses>
      And a tenant of <people> people, seed 7, of whom:
        | share | people are                              |
        | 100 % | aligned: UPN and SMTP address are equal |
      And the users were imported from Okta
      When inSync backs up everyone
      Then <served> Exchange Online, <served> OneDrive backups succeed
      And 1 Exchange Online, 1 OneDrive backups are not started

      Examples:
        | licenses    | people | served |
        | 20 licenses | 22     | 21     |
        | 19 licenses | 20     | 19     |

  @A67
  Rule: A first backup that fails has taken a license all the same

    Example: Microsoft 365 does not know Sam, and Lia is left without a license
      Given inSync has 1 license
      And Lia is in Microsoft 365
      And inSync holds Sam as "sam@corp.example"
      And inSync holds Lia as "lia@corp.example"
      When inSync backs up the OneDrive of Sam
      Then the backup fails with EUSERNOTFOUND
      And the account of Sam is licensed
      When inSync backs up the OneDrive of Lia
      Then no backup is started because "the account has no license"

  @A35
  Rule: Licenses bought later go to whoever is backed up next

    Background:
      Given inSync has 1 license
      And Sam, Ada and Lia are in Okta and in Microsoft 365

    Example: One more license reaches Lia before Ada
      Given the users were imported from Okta
      And the OneDrive of Sam was backed up
      When the inSync admin raises the total to 2 licenses
      And inSync backs up the OneDrive of Lia
      Then the account of Lia is licensed
      And the account of Ada is unlicensed

    Example: If the assumption is wrong: Ada has waited longer
      Given assumption A25 is read as "when created"
      And the users were imported from Okta
      When the inSync admin raises the total to 2 licenses
      Then the account of Ada is licensed
      And the account of Lia is unlicensed

  @F03 @A26
  Rule: Okta gets success although the account stays preserved

    Background:
      Given Sam is in Okta
      And the users were imported from Okta

    Example: What an administrator preserved stays preserved, and no task says so
      When the inSync admin preserves the account of Sam
      And the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then the account of Sam is preserved by the administrator
      And no Okta task waits

    Example: If the assumption is wrong: Okta's activation is refused
      Given assumption A26 is read as "refused"
      When the inSync admin preserves the account of Sam
      And the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then the account of Sam is preserved by the administrator
      And an Okta task says "The user was preserved by an administrator and cannot be activated"
