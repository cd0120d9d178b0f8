Feature: Names that Okta accepts and Microsoft 365 refuses

  Okta and inSync accept nearly every address. Microsoft 365 refuses a plus or an
  accent in a UPN, and more. Whoever has such a login in Okta is no user of
  Microsoft 365 under it, so that nothing can be backed up.

  @F81
  Rule: No user of Microsoft 365 has a UPN with such a character

    Scenario Outline: The login of Zoe has <what>
      Given these people:
        | person | login   |
        | Zoe    | <login> |
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      When the Microsoft 365 admin adds Zoe under the UPN "<login>"
      Then Microsoft 365 refuses and says "Property userPrincipalName is invalid"
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online          |
        | Zoe    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |

      Examples:
        | what             | login                |
        | a plus           | zoe+hr@corp.example  |
        | an ampersand     | zoe&max@corp.example |
        | a slash          | zoe/hr@corp.example  |
        | a percent sign   | zoe%hr@corp.example  |
        | a question mark  | zoe?hr@corp.example  |
        | two dots         | zoe..z@corp.example  |
        | a dot at the end | zoe.@corp.example    |
        | an accent        | zoé@corp.example     |

    Example: Zoe is backed up once Okta has the name that Microsoft 365 accepts
      Given these people:
        | person | login               | UPN                 |
        | Zoe    | zoe+hr@corp.example | zoe.hr@corp.example |
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up the OneDrive of Zoe
      Then the backup fails with EUSERNOTFOUND
      And inSync has presented "zoe+hr@corp.example" to Microsoft 365
      When the Okta admin changes the login of Zoe to "zoe.hr@corp.example"
      And inSync backs up the OneDrive of Zoe
      Then the backup succeeds

    Scenario Outline: A UPN with <what> is accepted, and opens everything
      Given these people:
        | person | UPN   | primary SMTP address | inSync email ID  | AD attribute |
        | Zoe    | <UPN> | zoe@corp.example     | zoe@corp.example | <UPN>        |
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive | Exchange Online |
        | Zoe    | succeeds | succeeds        |

      Examples:
        | what                | UPN                     |
        | an apostrophe       | zoe.o'hara@corp.example |
        | a number sign       | zoe#1@corp.example      |
        | a tilde and a caret | zoe~^!@corp.example     |

      @A87
      Examples: It begins with a dollar sign
        | what          | UPN               |
        | a dollar sign | $zoe@corp.example |

    @R07
    Example: A diagnosis of the tenant says that the login of Zoe is not her UPN
      Given these exports:
        """
        okta.csv
        Username,Primary email
        zoe+hr@corp.example,zoe@corp.example

        insync.csv
        User Name,User Email
        Zoe Zink,zoe@corp.example

        microsoft365.csv
        User principal name,Proxy addresses
        zoe.hr@corp.example,SMTP:zoe@corp.example
        """
      When support diagnoses the tenant
      Then the problems of "zoe@corp.example" are login_is_not_upn
      And the diagnosis says of "zoe@corp.example":
        | upn                 | onedrive_backup_after |
        | zoe.hr@corp.example | EUSERNOTFOUND         |
      When the procedure is followed with the change request
      And inSync backs up the OneDrive of the account "zoe@corp.example"
      Then the backup fails with EUSERNOTFOUND

  @F82
  Rule: An SMTP address may have other characters than a UPN

    Example: An alias may have a plus, which opens the mailbox and no OneDrive
      Given these people:
        | person | UPN              | aliases             | inSync email ID     |
        | Zoe    | zoe@corp.example | zoe+hr@corp.example | zoe+hr@corp.example |
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Zoe    | fails with EUSERNOTFOUND | succeeds        |

    Scenario Outline: No alias has <what>
      Given Ada is in Microsoft 365
      When the Microsoft 365 admin sets "<alias>" as primary for Ada
      Then Microsoft 365 refuses and says "Invalid value specified for property 'proxyAddresses' of resource 'User'"
      And the primary SMTP address of Ada is "ada@corp.example"

      Examples:
        | what               | alias                 |
        | an accent          | adä@corp.example      |
        | a comma            | ames,ada@corp.example |
        | parentheses        | ada(hr)@corp.example  |
        | a dot at the start | .ada@corp.example     |
