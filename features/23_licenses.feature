Feature: When licenses run out

  Licenses run out, and an administrator has preserved somebody whom Okta wants
  back. What inSync refuses then, and what it accepts without a change, decides
  where an admin has to look.

  @A25
  Rule: A new account beyond the licenses is created without one

    Background:
      Given inSync has 1 license
      And Sam and Lia are in Okta

    Example: Lia is taken in and has no license
      When the users are imported from Okta
      Then the account of Sam is licensed
      And the account of Lia is unlicensed
      And no Okta task waits

    Example: Read the other way, Lia is refused
      Given assumption A25 is read as "refused"
      When the users are imported from Okta
      Then Lia has 0 inSync accounts
      And an Okta task says "No license is available"

  @F30 @A29
  Rule: With no license free, nobody can be preserved

    Background:
      Given inSync has 1 license
      And Sam is in Okta
      And the users were imported from Okta

    Example: The console refuses
      When the inSync admin preserves the account of Sam
      Then inSync refuses and says "all 1 licenses are in use: cannot preserve the account"
      And the account of Sam is active

    Example: Okta is refused, and a task waits
      When the Okta admin unassigns the Druva app from Sam
      Then the account of Sam is active
      And an Okta task says "Forbidden"
      When the inSync admin raises the total to 2 licenses
      And the Okta admin retries every task
      Then the account of Sam is preserved by the identity provider

  @F32 @F33
  Rule: Preserving an account frees its license, and bringing it back needs one

    Background:
      Given inSync has 2 licenses
      And Sam is in Okta
      And the users were imported from Okta

    Example: Two others are given what Sam left and what was free
      When the inSync admin preserves the account of Sam
      And the inSync admin adds Ada as "ada@corp.example"
      And the inSync admin adds Lia as "lia.lund@corp.example"
      Then the account of Sam is unlicensed
      And the account of Ada is licensed
      And the account of Lia is licensed

    Example: Sam cannot come back until there is a license for him
      When the inSync admin preserves the account of Sam
      And the inSync admin adds Ada as "ada@corp.example"
      And the inSync admin adds Lia as "lia.lund@corp.example"
      And the inSync admin brings back the account of Sam
      Then inSync refuses and says "all 2 licenses are in use: cannot activate the account"
      When the inSync admin raises the total to 3 licenses
      And the inSync admin brings back the account of Sam
      Then the account of Sam is active

  @A35
  Rule: Licenses bought later go to the accounts that have waited longest

    Example: One more license reaches Ada before Lia
      Given inSync has 1 license
      And Sam, Ada and Lia are in Okta
      And the users were imported from Okta
      When the inSync admin raises the total to 2 licenses
      Then the account of Ada is licensed
      And the account of Lia is unlicensed

  @F03 @A26
  Rule: Okta is not told that what an administrator preserved stays preserved

    Background:
      Given Sam is in Okta
      And the users were imported from Okta

    Example: The activation is accepted and changes nothing
      When the inSync admin preserves the account of Sam
      And the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then the account of Sam is preserved by the administrator
      And no Okta task waits

    Example: Read the other way, the activation is refused
      Given assumption A26 is read as "refused"
      When the inSync admin preserves the account of Sam
      And the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then the account of Sam is preserved by the administrator
      And an Okta task says "The user was preserved by an administrator and cannot be activated"
