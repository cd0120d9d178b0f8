Feature: The setting Access user accounts using

  inSync can present one of two addresses to Microsoft 365. One setting for the
  whole tenant decides which. It is found on the inSync Management Console
  under SaaS Apps, Microsoft 365, Overview: More, Settings.

  Background:
    Given Sam is in Okta and in Microsoft 365
    And the Druva app maps both UPN and email
    And the users were imported from Okta

  @R04
  Rule: inSync starts with inSync email ID

    Example: A new tenant presents the inSync email ID
      Then inSync accesses user accounts using "inSync email ID"
      When inSync backs up the Exchange Online of Sam
      Then inSync has presented "sam.soto@corp.example" to Microsoft 365

  @R14
  Rule: The setting is found at its console path and nowhere else

    Example: The path of the article leads to it
      Then "Access user accounts using" is found at "SaaS Apps > Microsoft 365 > Overview > More > Settings"

    Example: Another path does not lead to it
      When the inSync admin saves the setting at "SaaS Apps > Microsoft 365 > Settings"
      Then inSync refuses and says "no settings at 'SaaS Apps > Microsoft 365 > Settings'"
      And inSync accesses user accounts using "inSync email ID"

    @F18
    Example: Only a cloud administrator may change it
      When a profile administrator sets Access user accounts using to "AD Attribute"
      Then inSync refuses and says "expected a Cloud administrator"
      And inSync accesses user accounts using "inSync email ID"

  @R14 @R05
  Rule: A saved setting takes effect from the next backup

    Example: The backup after the change presents the AD attribute
      Given the Exchange Online of Sam was backed up
      When the inSync admin sets Access user accounts using to "AD Attribute"
      Then inSync has presented "sam.soto@corp.example" to Microsoft 365
      When inSync backs up the Exchange Online of Sam
      Then inSync has presented "sam@corp.example" to Microsoft 365

  @R06
  Rule: Nothing an admin can do writes the AD attribute

    Scenario Outline: The AD attribute of Sam stays what Okta sent although the admin <deed>
      When the inSync admin <deed>
      Then the AD attribute of Sam is "sam@corp.example"

      Examples:
        | deed                                                      |
        | changes the inSync email ID of Sam to "sam@other.example" |
        | renames Sam to "Samuel Soto"                              |
        | preserves the account of Sam                              |
        | resets the password of Sam                                |
        | sets Access user accounts using to "AD Attribute"         |

    Example: An account added by hand has no AD attribute
      When the inSync admin adds Lia as "lia.lund@corp.example"
      Then the AD attribute of Lia is empty

    Example: An account from a CSV file has no AD attribute
      When the inSync admin imports this CSV file:
        """
        Username, Email
        Lia Lund, lia.lund@corp.example
        """
      Then the AD attribute of Lia is empty
      And inSync holds these accounts:
        | person | inSync email ID       | came by |
        | Sam    | sam.soto@corp.example | SCIM    |
        | Lia    | lia.lund@corp.example | CSV     |

    Example: The next import from Okta does write it
      When the Okta admin changes the login of Sam to "samuel@corp.example"
      And the users are imported from Okta
      Then the AD attribute of Sam is "samuel@corp.example"

  @R05 @A4
  Rule: Without an AD attribute there is nothing to present

    Background:
      Given inSync holds Lia as "lia.lund@corp.example"
      And Lia is in Microsoft 365
      And inSync accesses user accounts using "AD Attribute"

    Example: The setting was changed before the attribute arrived
      When inSync backs up the Exchange Online of Lia
      Then inSync has presented nothing to Microsoft 365
      And the backup fails with EUSERNOTFOUND
      And inSync sent nothing to Microsoft 365

    Example: Read the other way, inSync falls back to the email ID
      Given assumption A4 is read as "the inSync email ID"
      When inSync backs up the Exchange Online of Lia
      Then inSync has presented "lia.lund@corp.example" to Microsoft 365
      And the backup succeeds
