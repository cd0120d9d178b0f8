Feature: Duplicate accounts: one by one, and what does not cure

  For a few people the second account can be deleted and the app assigned anew.
  Whoever keeps the second account, takes the username back or does nothing at
  all loses a chain of backups, or keeps restores or backups that fail.

  Background:
    Given Sam and Ada are in Okta and in Microsoft 365
    And the users were imported from Okta
    And the Exchange Online of Sam was backed up
    And the OneDrive of Sam was backed up
    And the Exchange Online of Ada was backed up
    And the OneDrive of Ada was backed up
    And the Druva app maps both UPN and email

  Rule: Delete the second account, change the email ID, assign anew

    @R09 @R11 @A2 @P5
    Scenario Outline: The first account gets everything where Okta is read as "<reading>"
      Given assumption A2 is read as "<reading>"
      And the users were imported from Okta
      When the inSync admin deletes the second account of Sam
      And the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin unassigns the Druva app from Sam
      Then an Okta task says "Not Found"
      When the Okta admin assigns the Druva app to Sam
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | status |
        | Sam    | sam.soto@corp.example | sam@corp.example | active |
        | Ada    | ada@corp.example      | ada@corp.example | active |
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
      Given the mailbox of Sam was emptied
      And the OneDrive of Sam was emptied
      When inSync restores the Exchange Online of everyone
      Then every restore succeeds
      And the mailbox of Sam holds what was backed up before
      When inSync restores the OneDrive of everyone
      Then every restore succeeds
      And the OneDrive of Sam holds what was backed up before
      When the users are imported from Okta
      Then the import created 0 and updated 2 accounts

      Examples:
        | reading                  |
        | look up again            |
        | deactivate, then look up |

    @R09 @R11 @P5
    Example: Unassigned first, the second account is deleted and no task waits
      Given the users were imported from Okta
      When the Okta admin unassigns the Druva app from Sam
      And the inSync admin deletes the second account of Sam
      And the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin assigns the Druva app to Sam
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | status |
        | Sam    | sam.soto@corp.example | sam@corp.example | active |
        | Ada    | ada@corp.example      | ada@corp.example | active |
      And no Okta task waits
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
      And the Exchange Online of Sam has 2 snapshots

    @F29
    Example: Without a new assignment Okta goes on pushing to the account that is gone
      Given the users were imported from Okta
      When the inSync admin deletes the second account of Sam
      And the inSync admin changes every inSync email ID to the Okta email
      And the users are imported from Okta
      Then an Okta task says "No user returned for user ..."
      And the AD attribute of Sam is empty

    @F71
    Example: Deleting the first account instead loses what was backed up
      Given the users were imported from Okta
      When the inSync admin deletes the first account of Sam
      Then inSync has no message of Sam that was backed up before
      And the Exchange Online of Sam has 0 snapshots

  @F10
  Rule: Preserving the first account works from now on, and begins every backup anew

    Example: The second account fetches what the first had, and the first keeps it
      Given the users were imported from Okta
      When the inSync admin preserves the first account of Sam
      And the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up the Exchange Online of the second account of Sam
      Then the backup succeeds
      And the backup fetched 3 items
      And the Exchange Online of the first account of Sam has 1 snapshot
      When inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of the second account of Sam
      Then the restore succeeds

    @F57 @A44
    Example: What the first account holds is restored to the second once the first is active
      Given the users were imported from Okta
      And the mailbox of Sam was emptied
      When the inSync admin preserves the first account of Sam
      And inSync restores the Exchange Online of the first account of Sam to the second account of Sam
      Then no restore is started because "the account is preserved"
      When the inSync admin brings back the first account of Sam
      And inSync restores the Exchange Online of the first account of Sam to the second account of Sam
      Then the restore succeeds
      And the mailbox of Sam holds a new folder with what was backed up before

    @A2
    Example: If the assumption is wrong: where Okta deactivates first, the first account is preserved already
      Given assumption A2 is read as "deactivate, then look up"
      And the users were imported from Okta
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
      And the first account of Sam is preserved by the identity provider
      And the accounts of Sam hold 1 and 1 snapshots

  @R05 @R08 @A4
  Rule: Doing nothing but the setting stops the first account for good

    Example: The first account fails, the second begins anew
      Given the users were imported from Okta
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online          |
        | Sam    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |
        | Ada    | succeeds                 | succeeds                 |
        | Sam    | succeeds                 | succeeds                 |
      When inSync restores the Exchange Online of the first account of Sam
      Then the restore fails with #100000011
