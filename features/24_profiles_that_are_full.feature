Feature: Who comes back to a profile that is full

  Druva limits how many users a profile can have. A preserved account takes no place
  in it. Meanwhile somebody else may have taken the place that the account had.

  @A82
  Rule: An account that comes back needs a place in its profile

    Background:
      Given the default profile takes 2 users
      And Sam and Ada are in Okta
      And the users were imported from Okta

    Example: The console refuses, until the profile takes one more
      Given the account of Sam was preserved in inSync
      And Lia is in Okta
      And the users were imported from Okta
      When the inSync admin brings back the account of Sam
      Then inSync refuses and says "the profile has reached its maximum number of users"
      And the account of Sam is preserved by the administrator
      When the inSync admin lets the default profile take 3 users
      And the inSync admin brings back the account of Sam
      Then the account of Sam is active

    Example: Okta gets a task, which succeeds once somebody else is preserved
      When the Okta admin unassigns the Druva app from Sam
      And the inSync admin adds Lia as "lia@corp.example"
      And the Okta admin assigns the Druva app to Sam
      Then the account of Sam is preserved by the identity provider
      And an Okta task says "The profile has reached its maximum number of users"
      When the inSync admin preserves the account of Lia
      And the Okta admin retries every task
      Then the account of Sam is active
      And no Okta task waits

    Example: If the assumption is wrong: the profile has more users than its maximum
      Given assumption A82 is read as "it comes back all the same"
      And the account of Sam was preserved in inSync
      And Lia is in Okta
      And the users were imported from Okta
      When the inSync admin brings back the account of Sam
      Then the account of Sam is active
      And the account of Lia is active
