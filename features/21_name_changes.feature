Feature: When a name or an address changes

  People marry, domains are renamed, an address is given to somebody new. Three
  systems hold the name, and they do not change together. What works in between
  depends on which system changed first.

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

    Example: Read the other way, a former UPN opens nothing
      Given assumption A51 is read as "the former address is gone"
      And the UPN of Sam was changed to "samuel@corp.example"
      And inSync holds Sam as "sam@corp.example"
      When inSync backs up the Exchange Online of Sam
      Then the backup fails with EUSERNOTFOUND

    Example: Read the other way, a former primary SMTP address opens nothing
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

  @F17
  Rule: An address given to somebody else opens somebody else's mailbox

    Example: The newest snapshot holds the mail of the new owner
      Given Sam is in Okta and in Microsoft 365
      And the users were imported from Okta
      And the Exchange Online of Sam was backed up
      When Max takes the UPN of Sam, renamed "samuel@corp.example"
      And inSync backs up the Exchange Online of Sam
      Then the backup succeeds
      And the latest snapshot of Sam holds the mail of Max
      And the first snapshot of Sam holds the mail of Sam

  @F27
  Rule: An Okta login belongs to one person

    Example: The login of Sam in capitals is his all the same
      Given Sam is in Okta
      When the Okta admin adds Max under the login "SAM@CORP.EXAMPLE"
      Then Okta refuses and says "login: An object with this field already exists in the current organization"
