Feature: What is assumed of assignments in Okta

  An assignment is Okta's memory of an account: as long as it lasts, a change
  goes to the account it is linked to. When it ends, the link is forgotten, and
  the next assignment looks for the account by name.

  @F28
  Rule: A group that is assigned stands for its members

    Example: Who is in the group, who joins it and who leaves it
      Given Sam and Lia are in Okta
      And Sam is in the Okta group "Staff"
      When the Okta admin assigns the Druva app to the group "Staff"
      Then Sam has 1 inSync account
      When the Okta admin puts Lia into the group "Staff"
      Then Lia has 1 inSync account
      When the Okta admin takes Sam out of the group "Staff"
      Then the account of Sam is preserved by the identity provider

  @A17
  Rule: Only an assignment by a group outlasts a deactivation

    Background:
      Given Sam is in Okta

    Example: Assigned by the group, Sam comes back to his account, whatever its name
      Given the Druva app is assigned to the group "Staff"
      And Sam is in the Okta group "Staff"
      When the Okta admin deactivates Sam
      And the inSync admin changes the inSync email ID of Sam to "sam.soto@corp.example"
      And the Okta admin activates Sam
      Then the account of Sam is active
      And Sam has 1 inSync account

    Example: Assigned personally, Sam is not assigned any more
      Given the users were imported from Okta
      When the Okta admin deactivates Sam
      And the Okta admin activates Sam
      Then Okta sent nothing to inSync
      And the account of Sam is preserved by the identity provider

  @A18
  Rule: Someone staged is provisioned once active

    Example: The account of Lia waits for her first day
      Given Lia is staged in Okta
      When the Okta admin assigns the Druva app to Lia
      Then Lia has 0 inSync accounts
      When the Okta admin activates Lia
      Then Lia has 1 inSync account

  @A20
  Rule: An account is linked to one assignment

    Example: Two people with one email
      Given Sam and Max are in Okta
      And the Druva app maps both UPN and email
      When the Okta admin changes the email of Max to "sam.soto@corp.example"
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute                 |
        | Sam    | sam.soto@corp.example | sam@corp.onmicrosoft.example |
      And an Okta task says "already linked to another assignment"

  @F20 @F21 @A22
  Rule: What is switched off is not sent, and not made up for

    Example: Without Create Users, whoever is not found becomes a task
      Given Sam and Ada are in Okta
      And inSync holds Ada as "ada@corp.example"
      And Create Users is switched off
      When the users are imported from Okta
      Then Sam has 0 inSync accounts
      And an Okta task says "user Sam Soto to app Druva 2.0 failed: Matching user not found"
      And the import created 0 and updated 1 accounts

    Example: Without Update User Attributes, whoever is found keeps the name in inSync
      Given Ada is in Okta
      And inSync holds Ada as "ADA@CORP.EXAMPLE"
      And Update User Attributes is switched off
      When the users are imported from Okta
      Then the import created 0 and updated 1 accounts
      And inSync holds these accounts:
        | person | inSync email ID  | came by |
        | Ada    | ADA@CORP.EXAMPLE | Manual  |

    Example: Without Deactivate Users, the account stays active for good
      Given Sam is in Okta
      And the users were imported from Okta
      And Deactivate Users is switched off
      When the Okta admin unassigns the Druva app from Sam
      Then Okta sent nothing to inSync
      When the Okta admin switches Deactivate Users on
      And the Okta admin forces a sync
      Then the account of Sam is active

  @F22 @A23
  Rule: A sync and an update of usernames send what differs

    Background:
      Given Sam and Ada are in Okta
      And the Druva app maps both UPN and email
      And the users were imported from Okta

    Example: A forced sync sends nothing, then the one account that changed
      When the Okta admin forces a sync
      Then Okta sent nothing to inSync
      When the Okta admin maps "user.email" to "userPrincipalName"
      And the Okta admin forces a sync
      Then the import created 0 and updated 1 accounts
      And the AD attribute of Sam is "sam.soto@corp.example"

    Example: An update of usernames that stay the same sends nothing
      When the Okta admin sets the username format to "Okta username prefix"
      And the Okta admin updates the application usernames now
      Then Okta sent nothing to inSync
