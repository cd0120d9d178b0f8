Feature: The setting Access user accounts using

  inSync can present one of two addresses to Microsoft 365. One setting for the
  whole tenant decides which. The path to it is the article's, click by click.

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
  Rule: The setting is eight clicks away, and the last one saves it

    @R05
    Example: Click by click, from the navigation panel to the address that is presented
      When the inSync admin opens "Global Navigation"
      And the inSync admin opens "SaaS Apps"
      And the inSync admin opens "Microsoft 365"
      And the inSync admin opens "Overview"
      Then the console offers "Reconfigure"
      And the console offers "More"
      When the inSync admin opens "More"
      And the inSync admin opens "Settings"
      Then the console offers "Access user accounts using"
      When the inSync admin chooses "AD Attribute" for Access user accounts using
      And the inSync admin saves the settings
      And inSync backs up the Exchange Online of Sam
      Then inSync has presented "sam@corp.example" to Microsoft 365

    Scenario Outline: By way of <way> there is no such setting
      When the inSync admin opens "<labels>"
      Then inSync refuses and says "'Settings' is not offered"
      When the inSync admin chooses "AD Attribute" for Access user accounts using
      Then inSync refuses and says "no settings here"
      And inSync accesses user accounts using "inSync email ID"

      Examples:
        | way           | labels                                                                            |
        | Microsoft 365 | Global Navigation > SaaS Apps > Microsoft 365 > Settings                          |
        | Overview      | Global Navigation > SaaS Apps > Microsoft 365 > Overview > Settings               |
        | Reconfigure   | Global Navigation > SaaS Apps > Microsoft 365 > Overview > Reconfigure > Settings |

    Example: Chosen and not saved, the setting stays what it was
      When the inSync admin opens "Global Navigation > SaaS Apps > Microsoft 365 > Overview > More > Settings"
      And the inSync admin chooses "AD Attribute" for Access user accounts using
      And inSync backs up the Exchange Online of Sam
      Then inSync has presented "sam.soto@corp.example" to Microsoft 365
      When the inSync admin opens "Global Navigation"
      And the inSync admin opens "SaaS Apps > Microsoft 365 > Overview > More > Settings"
      And the inSync admin saves the settings
      Then inSync accesses user accounts using "inSync email ID"

    @F18
    Example: Only a cloud administrator saves it
      When the inSync admin opens "Global Navigation > SaaS Apps > Microsoft 365 > Overview > More > Settings"
      And the inSync admin chooses "AD Attribute" for Access user accounts using
      And a profile administrator saves the settings
      Then inSync refuses and says "expected a Cloud administrator"
      When inSync backs up the Exchange Online of Sam
      Then inSync has presented "sam.soto@corp.example" to Microsoft 365

  @R14 @R05
  Rule: A saved setting takes effect from the next backup

    Example: The backup after the change presents the AD attribute
      Given the Exchange Online of Sam was backed up
      When the inSync admin sets Access user accounts using to "AD Attribute"
      Then inSync has presented "sam.soto@corp.example" to Microsoft 365
      When inSync backs up the Exchange Online of Sam
      Then inSync has presented "sam@corp.example" to Microsoft 365

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

    Example: If the assumption is wrong: inSync falls back to the email ID
      Given assumption A4 is read as "the inSync email ID"
      When inSync backs up the Exchange Online of Lia
      Then inSync has presented "lia.lund@corp.example" to Microsoft 365
      And the backup succeeds
