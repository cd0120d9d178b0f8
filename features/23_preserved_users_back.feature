Feature: Bringing a preserved account back, and preserving one that stayed active

  Okta preserves whoever is unassigned or deactivated there, and brings back whom
  it preserved. What an inSync administrator preserved, only an administrator
  brings back. Whoever was backed up needs a license either way.

  Background:
    Given Ada and Kim are in Okta and in Microsoft 365
    And the users were imported from Okta
    And the OneDrive of Ada was backed up

  @F57
  Rule: A restore of a preserved account starts once the account is active

    Example: A license is free: Ada is brought back and restored
      Given the account of Ada was preserved in inSync
      When inSync restores the OneDrive of Ada
      Then no restore is started because "the account is preserved"
      When the inSync admin brings back the account of Ada
      And inSync restores the OneDrive of Ada
      Then the restore succeeds

    @F33
    Example: No license is free: one is bought, then Ada is brought back and restored
      Given inSync has 1 license
      And the account of Ada was preserved in inSync
      And the OneDrive of Kim was backed up
      When inSync restores the OneDrive of Ada
      Then no restore is started because "the account is preserved"
      When the inSync admin brings back the account of Ada
      Then inSync refuses and says "all 1 licenses are in use: cannot activate the account"
      When the inSync admin raises the total to 2 licenses
      And the inSync admin brings back the account of Ada
      And inSync restores the OneDrive of Ada
      Then the restore succeeds

  @F03 @A26
  Rule: What an administrator preserved, an administrator brings back

    Example: Assigned again in Okta, Ada stays preserved until the inSync admin brings her back
      Given the account of Ada was preserved in inSync
      When the Okta admin unassigns the Druva app from Ada
      And the Okta admin assigns the Druva app to Ada
      Then the account of Ada is preserved by the administrator
      And no Okta task waits
      When the inSync admin brings back the account of Ada
      Then the account of Ada is active
      When inSync backs up everyone
      Then every backup succeeds

    @F33
    Example: No license is free: Ada stays preserved until one is bought
      Given inSync has 1 license
      And the account of Ada was preserved in inSync
      And the OneDrive of Kim was backed up
      When the inSync admin brings back the account of Ada
      Then inSync refuses and says "all 1 licenses are in use: cannot activate the account"
      When the inSync admin raises the total to 2 licenses
      And the inSync admin brings back the account of Ada
      Then the account of Ada is active
      And no Okta task waits
      When inSync backs up everyone
      Then every backup succeeds

  @F10
  Rule: Of a preserved account the last snapshot is left, and can be restored

    Example: A year later the older snapshots of Ada are gone, and the last one is restored
      Given the profile "Default" keeps snapshots for 30 days
      And the OneDrive of Ada was backed up
      And the account of Ada was preserved in inSync
      And time advanced by 365 days
      When inSync removes what the profiles no longer keep
      Then the OneDrive of Ada has 1 snapshot
      When the inSync admin brings back the account of Ada
      And inSync restores the OneDrive of Ada
      Then the restore succeeds

  Rule: An account that stayed active is preserved once what kept it is gone

    @F30 @F56 @A29
    Example: Every license for preserved users is in use: one is bought, and the task is retried
      Given the OneDrive of Kim was backed up
      And inSync has 2 licenses
      And the account of Kim was preserved in inSync
      When the Okta admin unassigns the Druva app from Ada
      Then the account of Ada is active
      And an Okta task says "Forbidden"
      When the inSync admin buys 1 license for preserved users
      And the Okta admin retries every task
      Then the account of Ada is preserved by the identity provider
      And no Okta task waits

    @F21
    Example: Deactivate Users was off: nothing makes up for it, and the inSync admin preserves the account
      Given the Druva app was unassigned from Ada while nobody is deactivated
      When the Okta admin switches Deactivate Users on
      Then the account of Ada is active
      When the inSync admin preserves the account of Ada
      Then the account of Ada is preserved by the administrator
