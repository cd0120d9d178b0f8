Feature: Duplicate accounts: swapping the email IDs

  The first account takes the SMTP address, the second takes the login, and a new
  assignment links Okta to the first. It is the way where the second account holds
  backups as well, or where Okta cannot undo. The second account ends preserved:
  it takes a preserved license, and goes when the profile deletes preserved users.

  Background:
    Given Sam and Ada are in Okta and in Microsoft 365
    And the users were imported from Okta
    And the Exchange Online of Sam was backed up
    And the OneDrive of Sam was backed up
    And the Exchange Online of Ada was backed up
    And the OneDrive of Ada was backed up
    And the Druva app maps both UPN and email

  Rule: Swap the two email IDs, assign anew: the first account gets everything, nothing is deleted

    @R09 @R15 @A2 @P5
    Scenario Outline: Support swaps them where Okta is read as "<reading>"
      Given assumption A2 is read as "<reading>"
      And the users were imported from Okta
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
        | Ada    | ada@corp.example      | ada@corp.example | active    |
        | Sam    | sam@corp.example      | sam@corp.example | preserved |
      And no Okta task waits
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
      Given the mailbox of Sam was emptied
      And the OneDrive of Sam was emptied
      When inSync restores the Exchange Online of the first account of Sam
      Then the restore succeeds
      And the mailbox of Sam holds what was backed up before
      When inSync restores the OneDrive of the first account of Sam
      Then the restore succeeds
      And the OneDrive of Sam holds what was backed up before
      When the users are imported from Okta
      Then the import created 0 and updated 2 accounts
      And no Okta task waits

      Examples:
        | reading                  |
        | look up again            |
        | deactivate, then look up |

    @R05 @F10 @P5
    Example: The second account was backed up, and keeps what it holds
      Given the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      And the Exchange Online of the second account of Sam was backed up
      When the inSync admin sets Access user accounts using to "inSync email ID"
      And support changes the inSync email IDs from this file:
        """
        inSync email ID,New inSync email ID
        sam@corp.example,sam.soto@corp.example
        sam.soto@corp.example,sam@corp.example
        """
      And the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then Sam has accounts that are active, preserved
      And the accounts of Sam hold 1 and 1 snapshots
      And no Okta task waits
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds

    @P5
    Example: Without support, the admin moves the second account to an address of nobody
      Given the users were imported from Okta
      When the inSync admin changes the inSync email ID of the second account of Sam to "parked.sam@corp.example"
      And the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then inSync holds these accounts:
        | person | inSync email ID         | AD attribute     | status    |
        | Sam    | sam.soto@corp.example   | sam@corp.example | active    |
        | Ada    | ada@corp.example        | ada@corp.example | active    |
        | Sam    | parked.sam@corp.example | sam@corp.example | preserved |
      And no Okta task waits

    @A37
    Example: Swapped and imported without a new assignment, the first account gets no AD attribute
      Given the users were imported from Okta
      When the inSync admin changes the inSync email ID of the second account of Sam to "parked.sam@corp.example"
      And the inSync admin changes every inSync email ID to the Okta email
      And the users are imported from Okta
      Then an Okta task says "Conflict"
      And the AD attribute of the first account of Sam is empty

    @R15 @A2 @P5
    Example: If the assumption is wrong: where Okta renames in place, a new assignment made the duplicate
      Given assumption A2 is read as "update in place"
      When the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then Sam has accounts that are preserved, active
      When support changes the inSync email IDs from this file:
        """
        inSync email ID,New inSync email ID
        sam@corp.example,sam.soto@corp.example
        sam.soto@corp.example,sam@corp.example
        """
      And the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | status    |
        | Sam    | sam.soto@corp.example | sam@corp.example | active    |
        | Ada    | ada@corp.example      | ada@corp.example | active    |
        | Sam    | sam@corp.example      | sam@corp.example | preserved |
      And no Okta task waits
