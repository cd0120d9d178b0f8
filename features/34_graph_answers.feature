Feature: What Microsoft 365 answers

  Microsoft documents most of what a backup meets. Where its pages are silent,
  or differ, this chapter says what is assumed, and shows what would be
  different if it were otherwise.

  @A49 @A53
  Rule: Where Graph backs up, an address that Exchange does not know is EUSERNOTFOUND

    Scenario Outline: Graph answers <code>
      Given assumption A53 is read as "Graph for both"
      And assumption A49 is read as "<code>"
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

    Example: A usual mailbox lists it
      Given Lia is in Microsoft 365
      Then Microsoft 365 lists "lia@corp.example" as an alias of Lia

    Scenario Outline: If the assumption is wrong: the backup by a UPN that <is listed> <ends>
      Given assumption A6 is read as "only its addresses open the mailbox"
      And <person> is in Microsoft 365
      And inSync holds <person> as "<UPN>"
      When inSync backs up the Exchange Online of <person>
      Then the backup <ends>

      Examples:
        | is listed   | person | UPN              | ends                     |
        | is an alias | Sam    | sam@corp.example | succeeds                 |
        | is no alias | Eve    | eve@corp.example | fails with EUSERNOTFOUND |

  @F42
  Rule: A tenant without SharePoint has no OneDrive for anybody

    Example: Microsoft 365 says that it is the tenant, not the user
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the tenant has no SharePoint subscription
      When inSync backs up the OneDrive of Ada
      Then the backup fails with EUSERNOTFOUND
      And the cause is "the user has no OneDrive"
      And Microsoft 365 said "Tenant does not have a SPO license."
