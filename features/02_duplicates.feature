Feature: Duplicate accounts: the ways out

  After a mapping change Sam has two accounts. The first holds the backups; the
  second has the SMTP address, the AD attribute and the link to Okta. Nothing
  merges them. Stop first: import nothing, delete nothing, leave the setting
  alone. Then undo, clean and redo where the second accounts hold nothing worth
  keeping; swap the email IDs where nothing may be deleted; delete and assign
  anew where they are few. With Security Essentials a deletion can be taken back
  for up to seven days.

  Background:
    Given Sam and Ada are in Okta and in Microsoft 365
    And the users were imported from Okta
    And the Exchange Online of Sam was backed up
    And the OneDrive of Sam was backed up
    And the Exchange Online of Ada was backed up
    And the OneDrive of Ada was backed up
    And the Druva app maps both UPN and email

  @R01 @R02 @R07
  Rule: Until the setting is changed, the first account is backed up as before

    Example: The first account succeeds, the OneDrive of the second fails
      Given the users were imported from Okta
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | succeeds                 | succeeds        |
        | Ada    | succeeds                 | succeeds        |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |

  @A2
  Rule: Undo, clean, redo: the first account gets everything, what the second backed up is lost

    @R09 @R11
    Scenario Outline: Where Okta is read as "<reading>"
      Given assumption A2 is read as "<reading>"
      And the users were imported from Okta
      When the Okta admin maps "user.login" to "userName"
      And the Okta admin applies updates now
      And the inSync admin deletes the second account of Sam
      And the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin maps "user.email" to "userName"
      And the Okta admin applies updates now
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | status |
        | Sam    | sam.soto@corp.example | sam@corp.example | active |
        | Ada    | ada@corp.example      | ada@corp.example | active |
      And no Okta task waits
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
      And no Okta task waits

      Examples:
        | reading                  |
        | look up again            |
        | deactivate, then look up |

    @R05 @R11
    Example: The setting was changed too: it goes back first, and what the second account backed up goes
      Given the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      And the Exchange Online of the second account of Sam was backed up
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online          |
        | Sam    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |
        | Ada    | succeeds                 | succeeds                 |
        | Sam    | succeeds                 | succeeds                 |
      When the inSync admin sets Access user accounts using to "inSync email ID"
      And inSync backs up the OneDrive of the first account of Sam
      Then the backup succeeds
      When the Okta admin maps "user.login" to "userName"
      And the Okta admin applies updates now
      And the inSync admin deletes the second account of Sam
      And the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin maps "user.email" to "userName"
      And the Okta admin applies updates now
      Then nobody has more than one account
      And no Okta task waits
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds

    @R10 @P1
    Example: A push before the mapping is back takes the email IDs back, and Sam has two accounts again
      Given the users were imported from Okta
      When the Okta admin maps "user.login" to "userName"
      And the Okta admin applies updates now
      And the inSync admin deletes the second account of Sam
      And the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin applies updates now
      Then the inSync email ID of Sam is "sam@corp.example"
      When the Okta admin maps "user.email" to "userName"
      And the Okta admin applies updates now
      Then Sam has 2 inSync accounts

    @P5 @A37
    Example: If the assumption is wrong: where Okta renames in place, the undo is a conflict
      Given assumption A2 is read as "update in place"
      When the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then Sam has accounts that are preserved, active
      When the Okta admin maps "user.login" to "userName"
      And the Okta admin applies updates now
      Then an Okta task says "Conflict"
      And Sam has accounts that are preserved, active
