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

    @F11
    Example: A changed email ID asks for a password reset
      When the inSync admin changes the inSync email ID of Sam to "sam.soto@corp.example"
      Then Sam must reset the inSync password

  @R15 @A65
  Rule: A bulk change of email IDs is support's job

    Background:
      Given the users were imported from Okta

    Example: Support changes them from a file
      When support changes the inSync email IDs from this file:
        """
        inSync email ID,New inSync email ID
        sam@corp.example,sam.soto@corp.example
        """
      Then the inSync email ID of Sam is "sam.soto@corp.example"
      And the inSync email ID of Ada is "ada@corp.example"

    Scenario Outline: A file with <fault> changes nothing
      When support changes the inSync email IDs from a file with the row "<row>"
      Then the file is refused at row <number> because "<reason>"
      And the inSync email ID of Sam is "sam@corp.example"

      Examples:
        | fault                  | row                                    | number | reason                                        |
        | an unknown account     | nobody@corp.example,new@corp.example   | 3      | expected the email ID of an account           |
        | no address             | ada@corp.example,ada                   | 3      | expected an address                           |
        | an address named twice | ada@corp.example,sam.soto@corp.example | 3      | expected an email ID other than that of row 2 |
        | a missing column       | ada@corp.example                       | 3      | expected 2 values                             |

  @R15 @F45 @A57
  Rule: A script changes no email ID

    Background:
      Given inSync holds Sam as "sam@corp.example"
      And a script has a token of the REST API

    Example: The change is refused as a whole
      When the script changes Sam to:
        """
        {"userName": "Samuel Soto", "emailID": "sam.soto@corp.example"}
        """
      Then inSync answers 400
      And inSync holds these accounts:
        | person | inSync email ID  |
        | Sam    | sam@corp.example |

    Example: Read the other way, the name is changed and the email ID is not
      Given assumption A57 is read as "ignored"
      When the script changes Sam to:
        """
        {"userName": "Samuel Soto", "emailID": "sam.soto@corp.example"}
        """
      Then inSync answers 200
      And inSync holds these accounts:
        | person | display name | inSync email ID  |
        | Sam    | Samuel Soto  | sam@corp.example |
