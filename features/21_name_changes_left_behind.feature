Feature: When an old address is left behind

  A former address stays an alias of the mailbox, so mail goes on being backed up
  and hides what was forgotten. A deleted user can be restored for 30 days, but the
  address can be given away at once. Each example begins in a tenant where
  everything works, forgets one address, and ends where everything works again.

  Background:
    Given Sam and Ada are in Okta and in Microsoft 365
    And the Druva app maps both UPN and email
    And the users were imported from Okta
    And inSync accesses user accounts using "AD Attribute"
    And the Exchange Online of Sam was backed up
    And the OneDrive of Sam was backed up

  Rule: One person's OneDrive fails while Okta has the old login

    @R01 @R02
    Example: The sign-in name changed in Microsoft 365, and the login in Okta did not
      Given the UPN of Sam was changed to "sam.moon@corp.example"
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
        | Ada    | succeeds                 | succeeds        |
      When inSync restores the Exchange Online of Sam
      Then the restore succeeds
      When the Okta admin changes the login of Sam to "sam.moon@corp.example"
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute          |
        | Sam    | sam.soto@corp.example | sam.moon@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example      |
      When inSync backs up everyone
      Then every backup succeeds

    @R01 @R03
    Example: Only the email followed in Okta: the mailbox is restored, and OneDrive fails until the login follows
      Given the UPN of Sam was changed to "sam.moon@corp.example"
      And the primary SMTP address of Sam was changed to "sam.moon@corp.example"
      When the Okta admin changes the email of Sam to "sam.moon@corp.example"
      And inSync restores the Exchange Online of Sam
      Then the restore succeeds
      When inSync backs up the OneDrive of Sam
      Then the backup fails with EUSERNOTFOUND
      And inSync has presented "sam@corp.example" to Microsoft 365
      When the Okta admin changes the login of Sam to "sam.moon@corp.example"
      And inSync backs up the OneDrive of Sam
      Then the backup succeeds

  Rule: One person's mailbox is not restored while Okta has the old email

    @R02 @R03
    Example: The old primary address stays an alias: every backup succeeds, and the restore fails
      Given the primary SMTP address of Sam was changed to "sam.moon@corp.example"
      When inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of Sam
      Then the restore fails with #100000011
      When the Okta admin changes the email of Sam to "sam.moon@corp.example"
      Then the inSync email ID of Sam is "sam.moon@corp.example"
      When inSync restores the Exchange Online of Sam
      Then the restore succeeds

  Rule: Nothing of one person is backed up while Microsoft 365 has the old address

    @R01 @R02
    Example: Okta goes first: not even mail is backed up, until Microsoft 365 follows
      When the Okta admin changes the login of Sam to "sam.moon@corp.example"
      And inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online          |
        | Sam    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |
        | Ada    | succeeds                 | succeeds                 |
      Given the UPN of Sam was changed to "sam.moon@corp.example"
      When inSync backs up everyone
      Then every backup succeeds

  @F17
  Rule: An address given to somebody else opens somebody else's mailbox

    Example: Until Okta has renamed the account, its snapshots hold the mail of the new owner
      When Max takes the UPN of Sam, renamed "samuel@corp.example"
      And inSync backs up the Exchange Online of Sam
      Then the backup succeeds
      And the latest snapshot of Sam holds the mail of Max
      And the first snapshot of Sam holds the mail of Sam
      When the Okta admin changes the login of Sam to "samuel@corp.example"
      And inSync backs up everyone
      Then every backup succeeds
      And the latest snapshot of Sam holds the mail of Sam

    @R01 @R02
    Example: The new owner comes to Okta last, and each has an account of their own
      When Max takes the UPN of Sam, renamed "samuel@corp.example"
      And the Okta admin changes the login of Sam to "samuel@corp.example"
      And the Okta admin adds Max under the login "sam@corp.example"
      And the Okta admin assigns the Druva app to Max
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute        |
        | Sam    | sam.soto@corp.example | samuel@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example    |
        | Max    | max.moor@corp.example | sam@corp.example    |
      When inSync backs up everyone
      Then every backup succeeds
      And the latest snapshot of Sam holds the mail of Sam
      And the latest snapshot of Max holds the mail of Max
