Feature: People of your own: users with the addresses of a customer

  The people of the other chapters have the addresses that the article is about.
  A table brings others, with what each system holds of them. Later sentences use
  their names.

  Rule: Each system has its own addresses of a person

    @R07
    Example: The Okta email is an alias in Microsoft 365
      Given these people:
        | person | login            | email            | UPN              | primary SMTP address  | aliases          |
        | Zoe    | zoe@corp.example | ceo@corp.example | zoe@corp.example | zoe.zink@corp.example | ceo@corp.example |
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      When inSync backs up everyone
      Then the backups end like this:
        | person | inSync email ID  | Exchange Online | OneDrive                 |
        | Zoe    | ceo@corp.example | succeeds        | fails with EUSERNOTFOUND |

    @R07
    Example: The Okta login is not the UPN
      Given these people:
        | person | login              | email                 | UPN              | primary SMTP address  |
        | Zoe    | zoe@branch.example | zoe.zink@corp.example | zoe@corp.example | zoe.zink@corp.example |
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up the OneDrive of Zoe
      Then the backup fails with EUSERNOTFOUND
      And inSync has presented "zoe@branch.example" to Microsoft 365

  Rule: A person need not have everything

    @F09
    Example: One has no mailbox, one never opened OneDrive
      Given these people:
        | person | UPN              | mailbox | OneDrive     | inSync email ID  |
        | Zoe    | zoe@corp.example | no      | yes          | zoe@corp.example |
        | Tom    | tom@corp.example | yes     | never opened | tom@corp.example |
      When inSync backs up the Exchange Online of Zoe
      Then the backup fails with EUSERNOTFOUND
      And the cause is "no mailbox has the address"
      When inSync backs up the OneDrive of Tom
      Then the backup fails with EUSERNOTFOUND
      And the cause is "the user has no OneDrive"

    Example: A shared mailbox needs no license
      Given these people:
        | person | UPN                | mailbox | inSync email ID    |
        | Tom    | sales@corp.example | shared  | sales@corp.example |
      When inSync backs up the Exchange Online of Tom
      Then the backup succeeds

  Rule: Later sentences add what a row leaves out

    Example: A new person with one address is in no system yet
      Given these people:
        | person | email            |
        | Zoe    | zoe@corp.example |
        | Tom    |                  |
      And Tom is in Okta
      And Zoe and Tom are in Microsoft 365
      When the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID  |
        | Zoe    | zoe@corp.example |
        | Tom    | tom@corp.example |

    @F05
    Example: A department gives the profile
      Given these people:
        | person | login            | department |
        | Zoe    | zoe@corp.example | Sales      |
        | Tom    | tom@corp.example | Finance    |
      And the Druva app sends the department as well
      And the profile "Mail only" protects Exchange Online only
      And users whose department is "Sales" get the profile "Mail only"
      When the users are imported from Okta
      Then Zoe has the profile "Mail only" and the storage "Default"
      And Tom has the profile "Default" and the storage "Default"

  Rule: Somebody of the other chapters can have other addresses

    Example: Sam, whose addresses are one, is not duplicated
      Given these people:
        | person | login            | email            |
        | Sam    | sam@corp.example | sam@corp.example |
      And the users were imported from Okta
      And the Druva app maps both UPN and email
      When the users are imported from Okta
      Then Sam has 1 inSync account

    @R06
    Example: An account keeps the AD attribute that the AD connector stored
      Given these people:
        | person | login            | email                 | inSync email ID       | AD attribute |
        | Zoe    | zoe@corp.example | zoe.zink@corp.example | zoe.zink@corp.example | zzink        |
      When the inSync admin changes the inSync email ID of Zoe to "zoe@corp.example"
      Then the AD attribute of Zoe is "zzink"
