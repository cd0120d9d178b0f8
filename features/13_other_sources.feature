Feature: Accounts that Okta did not create

  Some accounts were added by hand, from a CSV file or by an AD connector. Only
  Okta, or the AD connector before it, writes the UPN that AD Attribute presents.
  No console shows what was stored. It is proved by the mapping in Okta, by what
  Okta sent (the System Log and the tasks), by a backup of OneDrive, or by Druva
  Support.

  @F12 @R06 @R11
  Rule: An account from a CSV file is taken over by Okta under its email ID

    Background:
      Given Lia is in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And inSync accesses user accounts using "AD Attribute"

    @R03 @R05 @R09
    Example: From the CSV file to a green backup
      When the inSync admin imports this CSV file:
        """
        Username, Email
        Lia Lund, lia.lund@corp.example
        """
      And inSync backs up everyone
      Then 1 Exchange Online, 1 OneDrive backups fail with EUSERNOTFOUND
      When the Okta admin assigns the Druva app to Lia
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | came by |
        | Lia    | lia.lund@corp.example | lia@corp.example | SCIM    |
      When inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of Lia
      Then the restore succeeds

    @R10
    Example: A file with the UPN in it leads to a second account
      When the inSync admin imports this CSV file:
        """
        Username, Email
        Lia Lund, lia@corp.example
        """
      And the Okta admin assigns the Druva app to Lia
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | came by |
        | Lia    | lia@corp.example      |                  | CSV     |
        | Lia    | lia.lund@corp.example | lia@corp.example | SCIM    |

  @F12 @R06 @R11
  Rule: An account that was added by hand is taken over by Okta in the same way

    Background:
      Given Lia is in Microsoft 365
      And the Druva app maps both UPN and email
      And inSync accesses user accounts using "AD Attribute"

    @R01 @R03
    Example: Under the primary address: Okta's assignment brings the UPN, and everything succeeds
      Given Lia is in Okta
      And inSync holds Lia as "lia.lund@corp.example"
      When inSync backs up everyone
      Then 1 Exchange Online, 1 OneDrive backups fail with EUSERNOTFOUND
      When the Okta admin assigns the Druva app to Lia
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | came by |
        | Lia    | lia.lund@corp.example | lia@corp.example | SCIM    |
      When inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of Lia
      Then the restore succeeds

    @R01
    Example: Under the UPN: the email ID is changed before the app is assigned, and there is one account
      Given Lia is in Okta
      And inSync holds Lia as "lia@corp.example"
      When the inSync admin changes the inSync email ID of Lia to "lia.lund@corp.example"
      And the Okta admin assigns the Druva app to Lia
      Then inSync holds these accounts:
        | person | AD attribute     | came by |
        | Lia    | lia@corp.example | SCIM    |
      When inSync backs up everyone
      Then every backup succeeds

  @F70 @A79
  Rule: Accounts of a former AD connector keep their AD attribute until Okta sends another

    Background:
      Given Sam is in Okta and in Microsoft 365
      And inSync accesses user accounts using "AD Attribute"

    @R05
    Example: The backups go on although nothing is provisioned
      Given the AD connector added Sam as "sam.soto@corp.example" with the AD user name "sam@corp.example"
      And the OneDrive of Sam was backed up
      When the inSync admin changes user provisioning from AD/LDAP to SCIM
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | came by |
        | Sam    | sam.soto@corp.example | sam@corp.example | Manual  |
      And the OneDrive of Sam has 1 snapshot
      When inSync backs up everyone
      Then every backup succeeds

    @R10
    Example: With the default mapping Okta makes a second account
      Given the AD connector added Sam as "sam.soto@corp.example" with the AD user name "sam@corp.example"
      And inSync was changed from AD/LDAP to SCIM
      When the Okta admin assigns the Druva app to Sam
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | came by |
        | Sam    | sam.soto@corp.example | sam@corp.example | Manual  |
        | Sam    | sam@corp.example      |                  | SCIM    |

    @R05 @R11
    Example: A user name that is no UPN is replaced by the one of Okta
      Given the AD connector added Sam as "sam.soto@corp.example" with the AD user name "CORP\sam"
      And inSync was changed from AD/LDAP to SCIM
      When inSync backs up everyone
      Then 1 Exchange Online, 1 OneDrive backups fail with EUSERNOTFOUND
      When the Okta admin maps both UPN and email
      And the Okta admin assigns the Druva app to Sam
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | came by |
        | Sam    | sam.soto@corp.example | sam@corp.example | SCIM    |
      When inSync backs up everyone
      Then every backup succeeds

  Rule: After a merger people of the other company come with addresses of their own

    @R01 @R02 @R05
    Example: The login is still of the other company, and the UPN is not
      Given Max is in Microsoft 365
      And the Druva app maps both UPN and email
      And inSync accesses user accounts using "AD Attribute"
      When the Okta admin adds Max under the login "max@moor.example"
      And the Okta admin assigns the Druva app to Max
      And inSync backs up everyone
      Then 1 Exchange Online, 1 OneDrive backups fail with EUSERNOTFOUND
      When the Okta admin changes the login of Max to "max@corp.example"
      And inSync backs up everyone
      Then every backup succeeds
      And Max has 1 inSync account

    @F35 @F24
    Example: The Druva cloud of the other company still has the address
      Given Max is in Okta
      And inSync answers 409 before it creates anyone
      When the users are imported from Okta
      Then an Okta task says "Conflict"
      And Max has 0 inSync accounts
      When the Okta admin retries every task
      Then Max has 1 inSync account
