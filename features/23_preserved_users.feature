Feature: What preserving an account frees, what it needs, and what it keeps

  A preserved user gives a license for active users back and holds one for
  preserved users instead. What was backed up is kept, but not all of it and not
  for ever, unless the user is on Legal Hold.

  Rule: Preserving an account frees its license, and bringing it back needs one

    Background:
      Given inSync has 1 license
      And Sam and Lia are in Okta and in Microsoft 365
      And the users were imported from Okta
      And the OneDrive of Sam was backed up

    @F32
    Example: Lia takes the license that Sam left
      When the inSync admin preserves the account of Sam
      And inSync backs up the OneDrive of Lia
      Then the backup succeeds
      And the account of Lia is licensed

    @F33
    Example: Sam cannot come back until there is a license for him
      When the inSync admin preserves the account of Sam
      And inSync backs up the OneDrive of Lia
      And the inSync admin brings back the account of Sam
      Then inSync refuses and says "all 1 licenses are in use: cannot activate the account"
      When the inSync admin raises the total to 2 licenses
      And the inSync admin brings back the account of Sam
      Then the account of Sam is active

  @A29
  Rule: A preserved user needs a license for preserved users, and no other

    Background:
      Given inSync has 2 licenses
      And Sam and Ada are in Okta and in Microsoft 365
      And the users were imported from Okta
      And the OneDrive of Sam was backed up
      And the OneDrive of Ada was backed up

    @F56 @A69
    Example: Okta preserves Sam while every license for active users is in use
      When the Okta admin unassigns the Druva app from Sam
      Then the account of Sam is preserved by the identity provider
      And no Okta task waits

    @F30 @F56
    Example: Ada is not preserved until a license for preserved users is bought
      When the inSync admin preserves the account of Sam
      And the Okta admin unassigns the Druva app from Ada
      Then the account of Ada is active
      And an Okta task says "Forbidden"
      When the inSync admin buys 1 license for preserved users
      And the Okta admin retries every task
      Then the account of Ada is preserved by the identity provider

    @F30 @F56
    Example: The console says which licenses are in use
      When the inSync admin preserves the account of Sam
      And the inSync admin preserves the account of Ada
      Then inSync refuses and says "all 1 licenses for preserved users are in use: cannot preserve the account"
      And the account of Ada is active

    @F56 @A69
    Example: With an eleventh license two users can be preserved
      When the inSync admin raises the total to 11 licenses
      And the Okta admin unassigns the Druva app from Sam
      And the Okta admin unassigns the Druva app from Ada
      Then the account of Sam is preserved by the identity provider
      And the account of Ada is preserved by the identity provider
      And no Okta task waits

    Example: If the assumption is wrong: nobody is preserved while every license is in use
      Given assumption A29 is read as "one for active users"
      When the Okta admin unassigns the Druva app from Sam
      Then the account of Sam is active
      And an Okta task says "Forbidden"

  @A68
  Rule: Whoever was never backed up needs no license to be preserved or brought back

    Example: Sam goes and comes back in a tenant without licenses
      Given inSync has 0 licenses
      And Sam is in Okta
      And the users were imported from Okta
      When the Okta admin unassigns the Druva app from Sam
      Then the account of Sam is preserved by the identity provider
      When the Okta admin assigns the Druva app to Sam
      Then the account of Sam is active
      And no Okta task waits

  Rule: What was backed up is kept as long as the profile says

    Background:
      Given Ada is in Okta and in Microsoft 365
      And the users were imported from Okta
      And the profile "Default" keeps snapshots for 30 days
      And the OneDrive of Ada was backed up
      And the OneDrive of Ada was backed up

    @F10
    Example: A year later the last snapshot is left, and is restored
      Given the OneDrive of Ada was backed up
      When the inSync admin preserves the account of Ada
      And time advances by 365 days
      And inSync removes what the profiles no longer keep
      Then the OneDrive of Ada has 1 snapshot
      When the inSync admin brings back the account of Ada
      And inSync restores the OneDrive of Ada
      Then the restore succeeds

    @F10
    Example: On the last day nothing is removed
      When the inSync admin preserves the account of Ada
      And time advances by 30 days
      And inSync removes what the profiles no longer keep
      Then the OneDrive of Ada has 2 snapshots

    @F58
    Example: On Legal Hold everything is kept, and the user is not deleted
      When the inSync admin places Ada on Legal Hold
      And the inSync admin preserves the account of Ada
      And time advances by 365 days
      And inSync removes what the profiles no longer keep
      Then the OneDrive of Ada has 2 snapshots
      When the inSync admin deletes the account of Ada
      Then inSync refuses and says "account ... is on Legal Hold: cannot delete the account"

  @F10
  Rule: A profile without a retention keeps every snapshot

    Example: A year later both snapshots are left
      Given Ada is in Okta and in Microsoft 365
      And the users were imported from Okta
      And the OneDrive of Ada was backed up
      And the OneDrive of Ada was backed up
      When time advances by 365 days
      And inSync removes what the profiles no longer keep
      Then the OneDrive of Ada has 2 snapshots
