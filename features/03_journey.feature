Feature: The whole journey

  The procedure of the support article from end to end, in its order: a tenant
  that was imported by UPN, the repair that makes no duplicate, and a tenant in
  which every backup and every restore works.

  @R01 @R02 @R03 @R09 @R11 @R12 @R13 @R14 @R15
  Example: From an import by UPN to a tenant where everything works
    Given Sam, Ada and Lia are in Okta and in Microsoft 365
    And the users were imported from Okta
    When inSync backs up everyone
    Then every backup succeeds
    When inSync restores the Exchange Online of everyone
    Then the restores end like this:
      | person | Exchange Online       |
      | Sam    | fails with #100000011 |
      | Ada    | succeeds              |
      | Lia    | fails with #100000011 |
    When support changes every inSync email ID to the Okta email from a file
    And the Okta admin adds this attribute to the Druva app:
      | field              | value                                      |
      | Data type          | string                                     |
      | Display Name       | UPN                                        |
      | Variable Name      | userPrincipalName                          |
      | External Name      | userPrincipalName                          |
      | External namespace | urn:ietf:params:scim:schemas:core:2.0:User |
    Then the Druva app names the attribute "druva_v2.userPrincipalName"
    When the Okta admin opens "Directory > Profile Editor > Druva 2.0 > Mappings"
    And the Okta admin opens "Okta User to Druva 2.0 > Override with mapping"
    And the Okta admin chooses "user.login" for "userPrincipalName"
    And the Okta admin lets "userPrincipalName" apply on create and update
    And the Okta admin chooses "user.email" for "userName"
    And the Okta admin lets "userName" apply on create and update
    And the Okta admin saves the mappings and answers "Apply updates now"
    Then nobody has more than one account
    And inSync holds these accounts:
      | person | inSync email ID       | AD attribute     |
      | Sam    | sam.soto@corp.example | sam@corp.example |
      | Ada    | ada@corp.example      | ada@corp.example |
      | Lia    | lia.lund@corp.example | lia@corp.example |
    When the inSync admin opens "Global Navigation > SaaS Apps > Microsoft 365 > Overview > More > Settings"
    And the inSync admin chooses "AD Attribute" for Access user accounts using
    And the inSync admin saves the settings
    And inSync backs up everyone
    Then every backup succeeds
    When inSync restores the Exchange Online of everyone
    Then every restore succeeds
    When inSync restores the OneDrive of everyone
    Then every restore succeeds

  Rule: The steps hold in their order only

    Background:
      Given Sam and Ada are in Okta and in Microsoft 365
      And the users were imported from Okta

    @R03 @R07
    Example: With the email IDs changed mail comes back, and OneDrive fails until the last step
      Given the Exchange Online of Sam was backed up
      When the inSync admin changes every inSync email ID to the Okta email
      And inSync restores the Exchange Online of Sam
      Then the restore succeeds
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
        | Ada    | succeeds                 | succeeds        |

    @R13 @P1
    Example: An import before the mapping takes the changed email IDs back
      Given every inSync email ID was changed to the Okta email
      When the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID  | AD attribute |
        | Sam    | sam@corp.example |              |
        | Ada    | ada@corp.example |              |

    @R10 @R15
    Example: Once the mapping has made a second account the email ID is taken
      Given the Druva app maps both UPN and email
      And the users were imported from Okta
      When support changes the inSync email IDs from a file with the row "ada@corp.example,ada.ames@corp.example"
      Then the file is refused at row 2 because "already used by another account"
      And Sam has 2 inSync accounts
