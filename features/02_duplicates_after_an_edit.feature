Feature: Duplicate accounts: where the first one is preserved

  Editing the username on the assignment preserves the first account, which holds
  the backups, and makes a second one. A new assignment also does, where the
  mapping was changed in between. Then Okta itself brings the first account back.

  Background:
    Given Sam and Ada are in Okta and in Microsoft 365
    And the users were imported from Okta
    And the Exchange Online of Sam was backed up
    And the Druva app maps both UPN and email

  @P2 @P5 @A2
  Rule: Swap the two email IDs, assign anew: Okta brings the first account back

    Example: The username of Sam was edited
      When the Okta admin edits the username of Sam to "sam.soto@corp.example"
      Then Sam has accounts that are preserved, active
      When support changes the inSync email IDs from this file:
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
        | Ada    | ada@corp.example      |                  | active    |
        | Sam    | sam@corp.example      |                  | preserved |
      And no Okta task waits
      And the accounts of Sam hold 1 and 0 snapshots
      When the users are imported from Okta
      And the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of the first account of Sam
      Then the restore succeeds

  @P2 @A2
  Rule: Editing the username back to the login cures nothing

    Background:
      Given the users were imported from Okta

    @R08
    Example: The first account is linked again, and its mailbox cannot be restored
      When the Okta admin edits the username of Sam to "sam@corp.example"
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | status    |
        | Sam    | sam@corp.example      | sam@corp.example | active    |
        | Ada    | ada@corp.example      | ada@corp.example | active    |
        | Sam    | sam.soto@corp.example | sam@corp.example | preserved |
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of the first account of Sam
      Then the restore fails with #100000011

    @R10
    Example: The next import goes back to the second account and leaves the first active
      When the Okta admin edits the username of Sam to "sam@corp.example"
      And the users are imported from Okta
      Then Sam has accounts that are active, active
