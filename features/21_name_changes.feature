Feature: When a name or an address changes

  The order is: first Microsoft 365, with the UPN and the primary SMTP address;
  then Okta, with the login and the email, on the same day; last a backup and a
  restore of the person, which show that both arrived.

  Okta sends a changed profile at once, without an import. inSync presents it
  with the next job. Microsoft says that a changed UPN can take several hours, and
  a changed user name up to a day, until it works everywhere. No backup is lost in
  between: the next one that succeeds fetches everything that was missed.

  Rule: Microsoft 365 goes first, Okta follows

    Background:
      Given Sam and Ada are in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      And the Exchange Online of Sam was backed up
      And the OneDrive of Sam was backed up

    @R01 @R02 @R03 @P1 @A51
    Example: Sam marries: until Okta follows, mail alone is backed up
      Given the UPN of Sam was changed to "sam.moon@corp.example"
      And the primary SMTP address of Sam was changed to "sam.moon@corp.example"
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
        | Ada    | succeeds                 | succeeds        |
      When inSync restores the Exchange Online of Sam
      Then the restore fails with #100000011
      When the Okta admin changes the login of Sam to "sam.moon@corp.example"
      And the Okta admin changes the email of Sam to "sam.moon@corp.example"
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute          |
        | Sam    | sam.moon@corp.example | sam.moon@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example      |
      When inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of everyone
      Then every restore succeeds
      When inSync restores the OneDrive of everyone
      Then every restore succeeds

    @R01 @R02 @R03 @P1
    Example: The whole company moves to another domain
      When every address in Microsoft 365 moves to the domain "moon.example"
      And inSync backs up everyone
      Then 2 Exchange Online, 0 OneDrive backups succeed
      And 0 Exchange Online, 2 OneDrive backups fail with EUSERNOTFOUND
      When every address in Okta moves to the domain "moon.example"
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@moon.example | sam@moon.example |
        | Ada    | ada@moon.example      | ada@moon.example |
      When inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of everyone
      Then every restore succeeds

  Rule: Where Okta is ahead, Microsoft 365 follows

    @R01 @R02
    Example: Okta sent the new UPN: nothing of Sam is backed up until Microsoft 365 has it too
      Given Sam and Ada are in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      When the Okta admin changes the login of Sam to "sam.moon@corp.example"
      And inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online          |
        | Sam    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |
        | Ada    | succeeds                 | succeeds                 |
      Given the UPN of Sam was changed to "sam.moon@corp.example"
      When inSync backs up everyone
      Then every backup succeeds

  @A51
  Rule: An address that somebody had before stays an alias

    Background:
      Given Sam is in Microsoft 365

    @R01
    Example: A former UPN opens the mailbox and no OneDrive
      Given the UPN of Sam was changed to "samuel@corp.example"
      And inSync holds Sam as "sam@corp.example"
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |

    @R03
    Example: A former primary SMTP address is backed up and not restored
      Given inSync holds Sam as "sam.soto@corp.example"
      And the Exchange Online of Sam was backed up
      And the primary SMTP address of Sam was changed to "soto@corp.example"
      When inSync backs up the Exchange Online of Sam
      And inSync restores the Exchange Online of Sam
      Then the backup succeeds
      And the restore fails with #100000011
      And Microsoft 365 said "The primary SMTP address must be specified."

    Example: If the assumption is wrong: a former UPN opens nothing
      Given assumption A51 is read as "the former address is gone"
      And the UPN of Sam was changed to "samuel@corp.example"
      And inSync holds Sam as "sam@corp.example"
      When inSync backs up the Exchange Online of Sam
      Then the backup fails with EUSERNOTFOUND

    Example: If the assumption is wrong: a former primary SMTP address opens nothing
      Given assumption A51 is read as "the former address is gone"
      And the primary SMTP address of Sam was changed to "soto@corp.example"
      And inSync holds Sam as "sam.soto@corp.example"
      When inSync backs up the Exchange Online of Sam
      Then the backup fails with EUSERNOTFOUND

  @A52
  Rule: A changed UPN opens OneDrive and mailbox at once

    @A6
    Example: No hours pass between the change and the backup
      Given Sam is in Microsoft 365
      And the UPN of Sam was changed to "samuel@corp.example"
      And inSync holds Sam as "samuel@corp.example"
      When inSync backs up everyone
      Then every backup succeeds
      And Microsoft 365 lists "samuel@corp.example" as an alias of Sam
