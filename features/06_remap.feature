Feature: Remapping accounts that are there already

  inSync knows a person by the inSync email ID and by nothing else. If Okta
  sends another address before inSync holds it, everyone whose two addresses
  differ is unknown.

  Background:
    Given Sam and Ada are in Okta

  @R10 @A2
  Rule: Remapping accounts that were imported by UPN duplicates them

    Background:
      Given the users were imported from Okta

    Example: The old account keeps its email ID and a second one appears
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam@corp.example      |                  |
        | Ada    | ada@corp.example      | ada@corp.example |
        | Sam    | sam.soto@corp.example | sam@corp.example |
      And the import created 1 and updated 1 accounts

    @A7
    Example: Someone whose two addresses are equal is never duplicated
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then Ada has 1 inSync account
      And the AD attribute of Ada is "ada@corp.example"

    Example: The duplicate starts without any backup
      Given Sam is in Microsoft 365
      And the Exchange Online of Sam was backed up
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then the accounts of Sam hold 1 and 0 snapshots

    Example: Of two accounts one can be deleted, and the other stays
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      And the inSync admin deletes the second account of Sam
      Then Sam has 1 inSync account
      And the inSync email ID of Sam is "sam@corp.example"

  @A61
  Rule: Saving the mapping sends nothing, whatever the article says of "as soon as"

    Background:
      Given the users were imported from Okta

    @F14
    Example: Saving the mapping sends nothing
      When the Okta admin maps both UPN and email
      Then Okta sent nothing to inSync
      And Sam has 1 inSync account
      And the AD attribute of Sam is empty

    @R10
    Example: If the assumption is wrong: saving alone makes the second account
      Given assumption A61 is read as "everybody at once"
      When the Okta admin maps both UPN and email
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam@corp.example      |                  |
        | Ada    | ada@corp.example      | ada@corp.example |
        | Sam    | sam.soto@corp.example | sam@corp.example |

  Rule: Changing the inSync email IDs first lets the import update the same accounts

    Background:
      Given the users were imported from Okta

    @R11
    Example: The same accounts gain an AD attribute
      Given every inSync email ID was changed to the Okta email
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then nobody has more than one account
      And inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@corp.example | sam@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example |
      And the import created 0 and updated 2 accounts

    @A62
    Example: Importing updates whoever has the app, and creates whoever is assigned it
      Given every inSync email ID was changed to the Okta email
      And the Druva app maps both UPN and email
      And Lia is in Okta
      When the Okta admin applies updates now
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@corp.example | sam@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example |
      When the Okta admin assigns the Druva app to Lia
      Then the AD attribute of Lia is "lia@corp.example"

    @A62 @P5
    Example: If the assumption is wrong: assigned anew, the same account is found as well
      Given every inSync email ID was changed to the Okta email
      And the Druva app maps both UPN and email
      When the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | status |
        | Sam    | sam.soto@corp.example | sam@corp.example | active |
        | Ada    | ada@corp.example      |                  | active |

    @F11
    Example: A changed email ID asks for a password reset
      When the inSync admin changes the inSync email ID of Sam to "sam.soto@corp.example"
      Then Sam must reset the inSync password
