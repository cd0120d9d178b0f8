Feature: What is assumed of Microsoft 365

  Microsoft documents most of what a backup meets. Where its pages are silent,
  or tell two stories, this chapter says what is assumed, and shows what would
  be different if it were otherwise.

  @A49
  Rule: An address that Exchange does not know is EUSERNOTFOUND whatever Graph calls it

    Scenario Outline: Graph answers <code>
      Given assumption A49 is read as "<code>"
      And inSync holds Kim as "kim@corp.example"
      When inSync backs up the Exchange Online of Kim
      Then the backup fails with EUSERNOTFOUND
      And the cause is "Microsoft 365 does not know the address"
      And Microsoft 365 said "<code>: <text>"

      Examples:
        | code             | text                                              |
        | ErrorInvalidUser | The requested user 'kim@corp.example' is invalid. |
        | ResourceNotFound | Resource could not be discovered.                 |

  @A50
  Rule: A OneDrive that was never opened is EUSERNOTFOUND whatever Graph says of it

    Scenario Outline: Graph says: <text>
      Given assumption A50 is read as "<text>"
      And Kim is in Microsoft 365 without a OneDrive
      And inSync holds Kim as "kim@corp.example"
      When inSync backs up the OneDrive of Kim
      Then the backup fails with EUSERNOTFOUND
      And the cause is "the user has no OneDrive"
      And Microsoft 365 said "<code>: <text>"

      Examples:
        | text                                  | code             |
        | User's mysite not found.              | ResourceNotFound |
        | Unable to retrieve user's mysite URL. | UnknownError     |

  @A6
  Rule: A UPN that the mailbox does not list still opens it for a backup

    Example: Eve is backed up by a UPN that is not among her aliases
      Given Eve is in Microsoft 365
      And inSync holds Eve as "eve@corp.onmicrosoft.example"
      When inSync backs up the Exchange Online of Eve
      Then the backup succeeds

    Scenario Outline: Read the other way, the backup by a UPN that <is listed> <ends>
      Given assumption A6 is read as "only its addresses open the mailbox"
      And <person> is in Microsoft 365
      And inSync holds <person> as "<UPN>"
      When inSync backs up the Exchange Online of <person>
      Then the backup <ends>

      Examples:
        | is listed   | person | UPN                          | ends                     |
        | is an alias | Sam    | sam@corp.onmicrosoft.example | succeeds                 |
        | is no alias | Eve    | eve@corp.onmicrosoft.example | fails with EUSERNOTFOUND |

  @A51
  Rule: An address that somebody had before stays an alias

    Background:
      Given Sam is in Microsoft 365

    @R01
    Example: A former UPN opens the mailbox and no OneDrive
      Given the UPN of Sam was changed to "samuel@corp.onmicrosoft.example"
      And inSync holds Sam as "sam@corp.onmicrosoft.example"
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
      And the restore fails
      And Microsoft 365 said "The primary SMTP address must be specified."

    Example: Read the other way, a former UPN opens nothing
      Given assumption A51 is read as "the former address is gone"
      And the UPN of Sam was changed to "samuel@corp.onmicrosoft.example"
      And inSync holds Sam as "sam@corp.onmicrosoft.example"
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
      And the UPN of Sam was changed to "samuel@corp.onmicrosoft.example"
      And inSync holds Sam as "samuel@corp.onmicrosoft.example"
      When inSync backs up everyone
      Then every backup succeeds
      And Microsoft 365 lists "samuel@corp.onmicrosoft.example" as an alias of Sam

  @F41 @A53
  Rule: With Exchange Web Services switched off, mail is backed up and not restored

    Background:
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the Exchange Online of Ada was backed up
      And the OneDrive of Ada was backed up
      And Microsoft 365 has EWS switched off

    Example: The backup is green on the day the restore is not
      When inSync backs up the Exchange Online of Ada
      And inSync restores the Exchange Online of Ada
      Then the backup succeeds
      And the restore fails
      And Microsoft 365 said "403 Forbidden"

    Example: Files do not need Exchange Web Services
      When inSync restores the OneDrive of Ada to a new folder
      Then the restore succeeds
