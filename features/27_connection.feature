Feature: When Okta cannot reach inSync

  What Okta could not do becomes a task that waits for an admin, or a job that
  waits for its time. What happens to either decides whether somebody is
  missing afterwards, or has two accounts.

  @F01 @A10
  Rule: A SCIM token works for 365 days

    Background:
      Given Sam is in Okta

    Example: On day 365 the import still works
      When time advances by 365 days
      And the users are imported from Okta
      Then Sam has 1 inSync account

    Example: On day 366 nobody is provisioned
      When time advances by 366 days
      And the users are imported from Okta
      Then Sam has 0 inSync accounts
      And an Okta task says "Unauthorized"

    Example: A new token and a retry provision whoever was missed
      Given time advanced by 366 days
      And the users were sent from Okta in vain
      When the inSync admin creates a new token and gives it to Okta
      And the Okta admin retries every task
      Then Sam has 1 inSync account

    Example: A new token ends the one before
      When the inSync admin creates a new token and keeps it
      And the users are imported from Okta
      Then Sam has 0 inSync accounts
      And an Okta task says "Unauthorized"

  @F36
  Rule: A request without the token in force is answered with 401

    Scenario Outline: Okta connects with <what>
      When the Okta admin enters the token "<token>"
      Then Okta refuses and says "Unauthorized"

      Examples:
        | what          | token                |
        | a wrong token | 0123456789abcdefghij |
        | no token      |                      |

  @A16
  Rule: A connection that fails its test is not saved

    Example: Okta goes on with the token it had
      Given Sam is in Okta
      When the Okta admin enters the token "mistyped"
      Then Okta refuses and says "Unauthorized"
      When the users are imported from Okta
      Then Sam has 1 inSync account

  @F06
  Rule: An answer of too many requests is waited for

    Example: Sam is created after as many seconds as inSync asked for
      Given Sam is in Okta
      And inSync asks Okta to wait 120 seconds, once
      When the users are imported from Okta
      Then Sam has 0 inSync accounts
      When time advances by 119 seconds
      Then Sam has 0 inSync accounts
      When time advances by 1 second
      Then Sam has 1 inSync account

  @F06 @F19
  Rule: Okta waits longer each time, and not forever

    Background:
      Given Sam is in Okta

    Example: The second wait is twice the first
      Given inSync asks Okta to wait 60 seconds, twice
      When the users are imported from Okta
      And time advances by 60 seconds
      And time advances by 119 seconds
      Then Sam has 0 inSync accounts
      When time advances by 1 second
      Then Sam has 1 inSync account

    Example: Without a time Okta waits five minutes
      Given inSync answers 429 once
      When the users are imported from Okta
      And time advances by 299 seconds
      Then Sam has 0 inSync accounts
      When time advances by 1 second
      Then Sam has 1 inSync account

    Example: After the tenth attempt a task waits for the Okta admin
      Given inSync asks Okta to wait 2 seconds, 10 times
      When the users are imported from Okta
      And Okta tries 8 more times
      Then no Okta task waits
      When Okta tries 1 more time
      Then an Okta task says "Too Many Requests"

  @A24
  Rule: A job that waited starts over with the look-up

    Example: An account that was added meanwhile is found
      Given Ada is in Okta
      And inSync answers 429 before it creates anyone
      When the users are imported from Okta
      And the inSync admin adds Ada as "ada@corp.example"
      And time advances by 300 seconds
      Then Ada has 1 inSync account
      And no Okta task waits

  @A19
  Rule: The jobs of one person keep their order

    Example: A deactivation that waits does not undo a new assignment
      Given Sam is in Okta
      And the users were imported from Okta
      And inSync asks Okta to wait 120 seconds, once
      When the Okta admin unassigns the Druva app from Sam
      Then the account of Sam is active
      When the Okta admin assigns the Druva app to Sam
      Then Okta sent nothing to inSync
      When time advances by 120 seconds
      Then the account of Sam is active

  @F23
  Rule: A retry sends what was stored when it failed

    Example: A mapping changed after the failure is not sent
      Given Sam is in Okta
      And time advanced by 366 days
      And the users were sent from Okta in vain
      When the Okta admin maps both UPN and email
      And the inSync admin creates a new token and gives it to Okta
      And the Okta admin retries every task
      Then inSync holds these accounts:
        | person | inSync email ID  | AD attribute |
        | Sam    | sam@corp.example |              |
