Feature: What Microsoft 365 keeps, and for how long

  A license expires, a user leaves, a name is given away. Microsoft says how long
  what they had can still be reached. Until then a backup may be green, and the
  restore already impossible.

  @F44
  Rule: Microsoft 365 fills in the addresses of whoever has a mailbox

    Scenario Outline: Kim begins with <given>
      Given Kim is in Microsoft 365 with mail "<mail>" and nickname "<nickname>"
      Then the primary SMTP address of Kim is "<primary>"
      And the aliases of Kim are "<aliases>"

      Examples:
        | given                      | mail                | nickname | primary                       | aliases                                           |
        | a UPN alone                |                     |          | kim@corp.example              | kim@corp.onmicrosoft.example                      |
        | a UPN and a different mail | koch.k@corp.example |          | koch.k@corp.example           | kim@corp.example, koch.k@corp.onmicrosoft.example |
        | a UPN and a nickname       |                     | koch     | koch@corp.onmicrosoft.example | kim@corp.example                                  |

  Rule: A mailbox without a license is kept for 30 days

    Background:
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the Exchange Online of Ada was backed up

    @A54
    Example: Without a license it cannot be backed up
      When Ada loses every Microsoft 365 license
      And inSync backs up the Exchange Online of Ada
      Then the backup fails with EUSERNOTFOUND
      And the cause is "no mailbox has the address"

    @A54
    Scenario Outline: If the assumption is wrong: on day <day> the backup <ends>
      Given assumption A54 is read as "it stays open for 30 days"
      And Ada lost every Microsoft 365 license
      And time advanced by <day> days
      When inSync backs up the Exchange Online of Ada
      Then the backup <ends>

      Examples:
        | day | ends                     |
        | 29  | succeeds                 |
        | 30  | fails with EUSERNOTFOUND |

    @F38
    Example: Licensed again on day 29, it holds what it held
      When Ada loses every Microsoft 365 license
      And time advances by 29 days
      And Ada gets a Microsoft 365 license again
      Then the mailbox of Ada holds what was backed up before

    @F38
    Example: Licensed again on day 30, it is a new mailbox
      When Ada loses every Microsoft 365 license
      And time advances by 30 days
      And Ada gets a Microsoft 365 license again
      Then the mailbox of Ada holds nothing

  @F39
  Rule: A OneDrive without a license is read-only from day 60 and archived from day 93

    Scenario Outline: <days> days without a license
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the OneDrive of Ada was backed up
      And Ada lost every Microsoft 365 license
      And time advanced by <days> days
      When inSync backs up the OneDrive of Ada
      And inSync restores the OneDrive of Ada to a new folder
      Then the backups end like this:
        | person | OneDrive |
        | Ada    | <backup> |
      And the restores end like this:
        | person | OneDrive  |
        | Ada    | <restore> |

      Examples:
        | days | backup               | restore              |
        | 59   | succeeds             | succeeds             |
        | 60   | succeeds             | fails without a code |
        | 92   | succeeds             | fails without a code |
        | 93   | fails without a code | fails without a code |

  @F07
  Rule: Microsoft 365 keeps a deleted user for 30 days

    Scenario Outline: <days> days after the deletion
      Given Ada is in Okta and in Microsoft 365
      And the users were imported from Okta
      When Microsoft 365 deletes Ada
      And inSync backs up the Exchange Online of Ada
      Then the backup fails with EUSERNOTFOUND
      When time advances by <days> days
      Then Microsoft 365 can restore Ada: <answer>

      Examples:
        | days | answer |
        | 29   | yes    |
        | 31   | no     |

  Rule: A deleted user comes back whole, unless somebody else took a name of theirs

    Background:
      Given Sam is in Microsoft 365
      And inSync holds Sam as "sam@corp.example"
      And the Exchange Online of Sam was backed up
      And the OneDrive of Sam was backed up

    @F07
    Example: On day 29 the mail and the files are there again
      When Microsoft 365 deletes Sam
      And time advances by 29 days
      And Microsoft 365 restores Sam
      Then the mailbox of Sam holds what was backed up before
      And the OneDrive of Sam holds what was backed up before

    @F43
    Example: Max has the UPN of Sam
      When Microsoft 365 deletes Sam
      And Max is added to Microsoft 365 under the UPN of Sam
      And Microsoft 365 restores Sam
      Then Microsoft 365 refuses and says "another user is known as sam@corp.example"
      And Microsoft 365 can restore Sam: yes
