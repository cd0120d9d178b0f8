Feature: Joining, leaving and coming back: what becomes of the account

  An assignment links an Okta user to an inSync account. As long as it lasts, a
  change goes to the account it is linked to. When it ends, the link is
  forgotten, and the next assignment looks for the account by name.

  @F02
  Rule: Taking the app away preserves the account

    Background:
      Given Sam is in Okta

    Example: Assigned again, Sam has his account back
      Given the users were imported from Okta
      When the Okta admin unassigns the Druva app from Sam
      Then the account of Sam is preserved by the identity provider
      When the Okta admin assigns the Druva app to Sam
      Then the account of Sam is active
      And Sam has 1 inSync account

    Example: Deactivating Sam in Okta preserves his account
      Given the users were imported from Okta
      When the Okta admin deactivates Sam
      Then the account of Sam is preserved by the identity provider

    @F15
    Example: Suspending Sam in Okta sends nothing
      Given the users were imported from Okta
      When the Okta admin suspends Sam
      Then Okta sent nothing to inSync
      And the account of Sam is active

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
      Then the account of Sam is preserved by the identity provider
      When the Okta admin activates Sam
      Then Okta sent nothing to inSync
      And the account of Sam is preserved by the identity provider

  @A18
  Rule: A staged person is provisioned once active

    Example: The account of Lia waits for her first day
      Given Lia is staged in Okta
      When the Okta admin assigns the Druva app to Lia
      Then Lia has 0 inSync accounts
      When the Okta admin activates Lia
      Then Lia has 1 inSync account

  @A20
  Rule: An account is linked to one assignment

    Example: Whoever has the email of somebody else gets a task and no account
      Given Sam and Max are in Okta
      And the Druva app maps both UPN and email
      When the Okta admin changes the email of Max to "sam.soto@corp.example"
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@corp.example | sam@corp.example |
      And an Okta task says "The user ... is already linked to another assignment"

    Example: An account that was linked since the import found it is not linked again
      Given Ada is in Okta
      And inSync holds Ada as "ada@corp.example"
      When Okta imports the accounts of inSync
      And the users are imported from Okta
      And the Okta admin confirms every match
      Then Okta refuses and says "the account ada@corp.example is linked to ada@corp.example already"

  @F02 @F10
  Rule: Somebody hired again as a new Okta user gets the account back under the same userName

    Background:
      Given Sam is in Okta and in Microsoft 365
      And the users were imported from Okta
      And the Exchange Online of Sam was backed up

    Example: Under the login of before, Sam has what was backed up
      When the Okta admin deletes Sam
      Then the account of Sam is preserved by the identity provider
      When the Okta admin adds Sam under the login "sam@corp.example"
      And the Okta admin assigns the Druva app to Sam
      Then Sam has 1 inSync account
      And the account of Sam is active
      And the Exchange Online of Sam has 1 snapshot

    Example: Under another login, Sam begins anew and the first account stays preserved
      When the Okta admin deletes Sam
      And the Okta admin adds Sam under the login "samuel@corp.example"
      And the Okta admin assigns the Druva app to Sam
      Then inSync holds these accounts:
        | person | inSync email ID     | status    |
        | Sam    | sam@corp.example    | preserved |
        | Sam    | samuel@corp.example | active    |
      And the accounts of Sam hold 1 and 0 snapshots

  @F29
  Rule: An account deleted in inSync is created again by a new assignment

    Example: A push says that no user was found, a new assignment creates
      Given Sam is in Okta
      And the users were imported from Okta
      And the account of Sam was deleted in inSync
      When the users are imported from Okta
      Then an Okta task says "No user returned for user ..."
      And Sam has 0 inSync accounts
      When the Okta admin unassigns the Druva app from Sam
      Then an Okta task says "Not Found"
      When the Okta admin assigns the Druva app to Sam
      Then Sam has 1 inSync account

  @F27
  Rule: An Okta login belongs to one person

    Example: The login of Sam in capitals is his all the same
      Given Sam is in Okta
      When the Okta admin adds Max under the login "SAM@CORP.EXAMPLE"
      Then Okta refuses and says "login: An object with this field already exists in the current organization"
